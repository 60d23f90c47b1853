"""Helium, as its documentation advises: what a person would say, on top of Selenium."""

import json
import os
import re
import sys

import helium
from selenium import webdriver

base, email, password, name = (os.environ[f"BENCH_{part}"] for part in ("BASE", "EMAIL", "PASSWORD", "NAME"))

options = webdriver.ChromeOptions()
options.binary_location = os.environ["BENCH_CHROMIUM"]
for argument in ("--headless=new", "--window-size=1366,768", "--disable-gpu", "--disable-background-networking"):
    options.add_argument(argument)
if hasattr(os, "geteuid") and os.geteuid() == 0:
    options.add_argument("--no-sandbox")
driver = webdriver.Chrome(
    options=options, service=webdriver.ChromeService(executable_path=os.environ["BENCH_CHROMEDRIVER"])
)
helium.set_driver(driver)
css = helium.S
try:
    helium.go_to(base)
    helium.wait_until(css("input[name=email]").exists, interval_secs=0.05)
    helium.write(email, into=css("input[name=email]"))
    helium.write(password, into=css("input[name=password]"))
    helium.click(css("button[data-cy=next-button]"))
    helium.wait_until(css("[aria-label='Menú de usuario']").exists, interval_secs=0.05)
    helium.click(css("[aria-label='Menú de usuario']"))
    helium.click(helium.Text("Configuración"))
    helium.wait_until(helium.Text("Conexiones API").exists, interval_secs=0.05)
    helium.click(helium.Text("Conexiones API"))
    helium.click(css("button[role=tab]:nth-of-type(2)"))
    helium.click(css("button[aria-label=Agregar]"))
    helium.wait_until(css("[role=combobox]").exists, interval_secs=0.05)
    helium.click(helium.find_all(css("[role=combobox]"))[0])
    helium.click(css("li[role=option]"))
    helium.wait_until(lambda: not css("ul[role=listbox]").exists(), interval_secs=0.05)
    helium.write(name, into=css("input[placeholder^='Ingrese un nombre']"))
    helium.write("Work orders", into=css("[placeholder^='ingrese una descrip']"))
    helium.click(helium.find_all(css("[role=combobox]"))[1])
    helium.wait_until(css("li[role=option]").exists, interval_secs=0.05)
    wanted = [option for option in helium.find_all(css("li[role=option]")) if option.web_element.text == "Reportes"]
    helium.click(wanted[0])
    helium.wait_until(lambda: not css("ul[role=listbox]").exists(), interval_secs=0.05)
    helium.click(css("button.qa-btn-save-details"))

    def values() -> list[str]:
        return [field.web_element.get_attribute("value") or "" for field in helium.find_all(css("input"))]

    helium.wait_until(lambda: any(re.fullmatch(r"[A-Za-z0-9]{32}", value) for value in values()), interval_secs=0.05)
    found = values()
    key = next(value for value in found if re.fullmatch(r"[A-Za-z0-9]{18}", value))
    secret = next(value for value in found if re.fullmatch(r"[A-Za-z0-9]{32}", value))
finally:
    helium.kill_browser()
json.dump({"key": key, "secret_length": len(secret)}, sys.stdout)
