"""The floor: the same clicks written out by hand for this one tenant, in one language, with nothing around them."""

import json
import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

base, email, password, name = (os.environ[f"BENCH_{part}"] for part in ("BASE", "EMAIL", "PASSWORD", "NAME"))
state = Path(os.environ["BENCH_STATE"]) if os.environ.get("BENCH_STATE") else None

with sync_playwright() as playwright:
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    browser = playwright.chromium.launch(
        executable_path=os.environ["BENCH_BROWSER"], args=["--no-sandbox"] if root else []
    )
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, storage_state=state if state and state.exists() else None
    )
    page = context.new_page()
    page.goto(base)
    if not (state and state.exists()):
        page.fill("input[name=email]", email)
        page.fill("input[name=password]", password)
        page.click("button[data-cy=next-button]")
        page.wait_for_selector("button.qa-main-menu-btn")
        if state:
            context.storage_state(path=state)
    page.get_by_role("button", name="Menú de usuario").click()
    page.get_by_role("menuitem", name="Configuración").click()
    page.get_by_role("button", name="Conexiones API").click()
    page.get_by_role("tab", name="Consumidores OAuth").click()
    page.get_by_role("button", name="Agregar").click()
    page.get_by_role("combobox", name="Tipo de autorización").click()
    page.get_by_role("option", name="Credenciales de cliente").click()
    page.get_by_label("Nombre").fill(name)
    page.get_by_label("Descripción").fill("Work orders")
    page.get_by_role("combobox", name="Grupo de Permisos").click()
    page.get_by_role("option", name="Reportes", exact=True).click()
    page.get_by_role("button", name="Guardar").click()
    page.wait_for_function("() => [...document.querySelectorAll('input')].some(i => /^[A-Za-z0-9]{32}$/.test(i.value))")
    key = page.get_by_label("Clave", exact=True).input_value()
    secret = page.get_by_label("Secreto", exact=True).input_value()
    browser.close()
json.dump({"key": key, "secret_length": len(secret)}, sys.stdout)
