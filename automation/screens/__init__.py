"""One page object per documented screen: what is on it, how it is found, where a click leads."""

from __future__ import annotations

from automation.screens.api_connections import ApiConnections
from automation.screens.app import App, register_finder
from automation.screens.company_step import CompanyStep
from automation.screens.consumer_form import ConsumerForm, ConsumerRequest
from automation.screens.credentials import Credentials, Shown
from automation.screens.language_choice import LanguageChoice
from automation.screens.oauth_consumers import OAuthConsumers
from automation.screens.overlays import close_surveys
from automation.screens.settings_panel import SettingsPanel
from automation.screens.sign_in import SignIn, TwoFactor
from automation.screens.top_bar import TopBar
from automation.screens.user_menu import UserMenu

__all__ = [
    "ApiConnections",
    "App",
    "CompanyStep",
    "ConsumerForm",
    "ConsumerRequest",
    "Credentials",
    "LanguageChoice",
    "OAuthConsumers",
    "SettingsPanel",
    "Shown",
    "SignIn",
    "TopBar",
    "TwoFactor",
    "UserMenu",
    "close_surveys",
    "register_finder",
]
