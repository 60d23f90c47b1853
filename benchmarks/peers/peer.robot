*** Settings ***
Documentation     The same clicks with Robot Framework Browser, as its documentation advises.
Library           Browser    timeout=30s
Library           OperatingSystem
Test Teardown     Run Keyword If Test Failed    Log To Console    ${TEST MESSAGE}    stream=STDERR

*** Test Cases ***
Create A Consumer
    @{sandbox}=    Create List    --no-sandbox
    New Browser    chromium    headless=True    executablePath=%{BENCH_BROWSER}    args=${sandbox}
    New Context    viewport={'width': 1366, 'height': 768}
    New Page    %{BENCH_BASE}
    Fill Text    input[name=email]    %{BENCH_EMAIL}
    Fill Secret    input[name=password]    %BENCH_PASSWORD
    Click    button[data-cy=next-button]
    Click    role=button[name="Menú de usuario"]
    Click    role=menuitem[name="Configuración"]
    Click    role=button[name="Conexiones API"]
    Click    role=tab[name="Consumidores OAuth"]
    Click    role=button[name="Agregar"]
    Click    role=combobox[name=/Tipo de autorización/]
    Click    role=option[name="Credenciales de cliente"]
    Fill Text    input[placeholder^="Ingrese un nombre"]    %{BENCH_NAME}
    Fill Text    [placeholder^="ingrese una descrip"]    Work orders
    Click    role=combobox[name=/Grupo de Permisos/]
    Click    role=option[name="Reportes"]
    Click    button.qa-btn-save-details
    Wait For Function    () => [...document.querySelectorAll('input')].some(i => /^[A-Za-z0-9]{32}$/.test(i.value))
    ${key}=    Get Property    role=textbox[name="Clave"]    value
    ${secret}=    Get Property    role=textbox[name="Secreto"]    value
    ${length}=    Get Length    ${secret}
    Create File    %{BENCH_OUTPUT}    {"key": "${key}", "secret_length": ${length}}
