from __future__ import annotations

from flows.check.structure import cleaned, compared

SNAPSHOT = """\
- banner:
  - button "Menú de usuario": FA Fabián
- list:
  - button "Reportes"
- heading "Configuración" [level=1]
- paragraph: FRACTTAL - Activación
- textbox "API Key": q8Wz2LmN0pR4tY6uIb
- textbox "Nombre":
  - /placeholder: Ingrese un nombre
- table:
  - row "Nombre Grupo de Permisos"
  - row "Power BI Reportes 2025-03-03 14:20":
    - text: Power BI Reportes 2025-03-03 14:20
    - button "Eliminar"
  - row "ERP Reportes 2025-03-04 09:00":
    - text: ERP Reportes 2025-03-04 09:00
    - button "Eliminar"
- text: Mostrando 2 de 1.204, ops@example.com, OAuth2
"""
ROWS = {"Power BI", "ERP", "Reportes"}
PERSONAL = {"Fabián", "FA", "FRACTTAL - Activación"}


def test_nothing_secret_personal_or_of_the_tenant_is_kept():
    text = cleaned(SNAPSHOT, ROWS, PERSONAL)

    for own in ("Fabián", "Activación", "q8Wz2LmN0pR4tY6uIb", "Power BI", "ERP", "2025", "1.204", "ops@"):
        assert own not in text


def test_what_the_screen_is_made_of_is_kept():
    lines = cleaned(SNAPSHOT, ROWS, PERSONAL).splitlines()

    for line in (
        '  - button "Menú de usuario": <own>',
        '  - button "Reportes"',
        '- heading "Configuración" [level=1]',
        '- textbox "API Key": <value>',
        "  - /placeholder: Ingrese un nombre",
        '  - row "Nombre Grupo de Permisos"',
        "- text: Mostrando # de #, <e-mail>, OAuth2",
    ):
        assert line in lines


def test_a_longer_list_makes_the_same_structure():
    one_row = SNAPSHOT[: SNAPSHOT.index('  - row "ERP')] + SNAPSHOT[SNAPSHOT.index("- text: Mostrando") :]

    assert cleaned(one_row, ROWS, PERSONAL) == cleaned(SNAPSHOT, ROWS, PERSONAL)


def test_the_first_run_writes_the_baseline_and_the_next_finds_it_the_same(tmp_path):
    now = {("es", "settings"): '- button "General"\n'}

    assert [one.status for one in compared(tmp_path, now)] == ["new"]
    assert [one.status for one in compared(tmp_path, now)] == ["same"]


def test_a_difference_is_shown_and_does_not_become_the_baseline(tmp_path):
    compared(tmp_path, {("es", "settings"): '- button "General"\n- button "Cuenta"\n'})
    changed = {("es", "settings"): '- button "General"\n- button "Facturación"\n'}

    for _ in range(2):
        (one,) = compared(tmp_path, changed)
        assert one.status == "different"
        assert '-- button "Cuenta"' in one.diff
        assert '+- button "Facturación"' in one.diff


def test_a_baseline_is_renewed_when_that_is_asked_for(tmp_path):
    compared(tmp_path, {("es", "settings"): "- a\n"})
    compared(tmp_path, {("es", "settings"): "- b\n"}, update=True)

    assert [one.status for one in compared(tmp_path, {("es", "settings"): "- b\n"})] == ["same"]


def test_each_language_has_a_baseline_of_its_own(tmp_path):
    compared(tmp_path, {("es", "settings"): "- a\n"})

    assert [one.status for one in compared(tmp_path, {("fr", "settings"): "- b\n"})] == ["new"]
