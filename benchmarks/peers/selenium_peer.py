"""Selenium with ChromeDriver, as its documentation advises: explicit waits, no sleeps."""

import json
import os
import re
import sys
from collections.abc import Callable

from selenium import webdriver
from selenium.common.exceptions import ElementClickInterceptedException, StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support import expected_conditions as conditions
from selenium.webdriver.support.wait import WebDriverWait

base, email, password, name = (os.environ[f"BENCH_{part}"] for part in ("BASE", "EMAIL", "PASSWORD", "NAME"))

options = webdriver.ChromeOptions()
options.binary_location = os.environ["BENCH_CHROMIUM"]
for argument in ("--headless=new", "--window-size=1366,768", "--disable-gpu", "--disable-background-networking"):
    options.add_argument(argument)
if hasattr(os, "geteuid") and os.geteuid() == 0:
    options.add_argument("--no-sandbox")
service = webdriver.ChromeService(executable_path=os.environ["BENCH_CHROMEDRIVER"])
driver = webdriver.Chrome(options=options, service=service)
passing = [ElementClickInterceptedException, StaleElementReferenceException]
wait = WebDriverWait(driver, 30, poll_frequency=0.05, ignored_exceptions=passing)


def shown(xpath: str) -> WebElement:
    return wait.until(conditions.visibility_of_element_located((By.XPATH, xpath)), f"not shown: {xpath}")


def click(xpath: str) -> None:
    """Click inside the wait, so that what lies over the element for a moment only makes it try again."""
    clickable = conditions.element_to_be_clickable((By.XPATH, xpath))

    def clicked(driver: WebDriver) -> bool:
        element = clickable(driver)
        if not element:
            return False
        element.click()
        return True

    wait.until(clicked, f"could not be clicked: {xpath}")


def at_rest(xpath: str) -> Callable[[WebDriver], bool]:
    """Condition: the element is where the look before saw it."""
    last: list[dict[str, float]] = [{}]

    def looked(driver: WebDriver) -> bool:
        before, last[0] = last[0], driver.find_element(By.XPATH, xpath).rect
        return last[0] == before

    return looked


def choose(option: str, *, far_down: bool = False) -> None:
    """Click an option; one far down is scrolled to, and that misses its aim while the list still grows."""
    xpath = f"//li[@role='option'][normalize-space()='{option}']"
    if far_down:
        wait.until(at_rest(xpath), f"never at rest: {xpath}")
    click(xpath)
    gone("//ul[@role='listbox']")


def gone(xpath: str) -> None:
    wait.until(conditions.invisibility_of_element_located((By.XPATH, xpath)), f"did not go away: {xpath}")


try:
    driver.get(base)
    shown("//input[@name='email']").send_keys(email)
    shown("//input[@name='password']").send_keys(password)
    click("//button[@data-cy='next-button']")
    click("//button[@aria-label='Menú de usuario']")
    click("//li[@role='menuitem'][contains(., 'Configuración')]")
    gone("//ul[@role='menu']")
    click("//*[contains(@class, 'MuiListItemButton-root')][contains(., 'Conexiones API')]")
    click("//button[@role='tab'][contains(., 'Consumidores OAuth')]")
    click("//button[@aria-label='Agregar']")
    combos = "(//*[@role='combobox'])"
    click(f"{combos}[1]")
    choose("Credenciales de cliente")
    shown("//label[contains(., 'Nombre')]/following-sibling::div//input").send_keys(name)
    shown("//label[contains(., 'Descripción')]/following-sibling::div//*[self::input or self::textarea]").send_keys(
        "Work orders"
    )
    click(f"{combos}[2]")
    choose("Reportes", far_down=True)
    click("//button[contains(@class, 'qa-btn-save-details')]")

    def values(_driver: object) -> list[str] | bool:
        found = [field.get_attribute("value") or "" for field in driver.find_elements(By.TAG_NAME, "input")]
        return found if any(re.fullmatch(r"[A-Za-z0-9]{32}", value) for value in found) else False

    found = wait.until(values, "no secret in any field")
    key = next(value for value in found if re.fullmatch(r"[A-Za-z0-9]{18}", value))
    secret = next(value for value in found if re.fullmatch(r"[A-Za-z0-9]{32}", value))
finally:
    driver.quit()
json.dump({"key": key, "secret_length": len(secret)}, sys.stdout)
