"""The page profiles that a town may use: the bundled ones and the county's own, which the town keeps."""

from typing import TYPE_CHECKING, Any

from storage.records import Town

if TYPE_CHECKING:
    from drafting.layout import Layout

CHOSEN = "layout"  # the town's setting: the name of its profile
OWN = "layouts"  # the town's setting: profiles of its own, as in a file of `fazhibot layout add`


def own(town: Town) -> dict[str, Any]:
    """The town's own profiles as data."""
    from drafting.layout_profiles import own_of

    return dict(own_of(town.settings))


def names(town: Town) -> dict[str, str]:
    """The profiles by name, with what they are."""
    from drafting import layout

    return layout.names(own(town))


def find(town: Town, words: str) -> str:
    """The name of the profile that is called so; LayoutError says which there are."""
    from drafting import layout

    return layout.find(words, own(town))


def named(town: Town, words: str) -> "Layout":
    """The profile that is called so; LayoutError."""
    from drafting import layout

    return layout.load(words, own(town))


def chosen(town: Town) -> str:
    """The name of the profile that the town uses: its choice where that is there, else the standard."""
    from drafting.layout import DEFAULT

    name = str(town.settings.get(CHOSEN) or DEFAULT)
    return name if name in names(town) else DEFAULT


def of_town(town: Town) -> "Layout":
    """The profile that the town uses."""
    return named(town, chosen(town))
