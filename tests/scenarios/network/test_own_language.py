"""Each player reads the game in a language of his own: /idioma, what is sent to many, and what the record keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.game import Client, GameFixture, a_game
from kit.worlds import content, plain_map

from pyao.content.items import ItemDef
from pyao.content.npcs import NpcDef
from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, use_language
from pyao.messaging.world_texts import translatable
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.map.looking import health_of
from pyao.rules.staff.broadcasts import tell_citizens
from pyao.storage.default_world import load_default_world
from pyao.world.record import ItemStack

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLE, GUIDE = 1, 80
ANA, BOB, EVA = (1, 50, 50), (1, 50, 51), (1, 51, 51)

LIST = "English (en), español (es), português (pt_BR)"


@pytest.fixture
def town() -> Iterator[GameFixture]:
    assert use_language("es")
    world = content(
        plain_map(1, npcs=((52, 50, GUIDE),)),
        items={APPLE: ItemDef(id=APPLE, name="Manzana", grh=506)},
        npcs={GUIDE: NpcDef(id=GUIDE, name="Guía", description="¡Manzanas frescas, recién juntadas!", movement=1)},
    )
    with a_game(translatable(world, built_in=True)) as game:
        game.dice.free = True
        yield game
    assert use_language("es")


def lines(client: Client) -> list[str]:
    return [one.values[0] for one in client.takes() if one.id is S.CONSOLE_MSG]


def reader(game: GameFixture, name: str, at: tuple[int, int, int], language: str, **changes: Any) -> Client:
    return game.player(name, at=at, language=language, **changes)


def test_a_player_chooses_a_language_and_reads_it_from_then_on(town: GameFixture) -> None:
    ana = town.player("Ana", at=ANA)
    ana.talks("/idioma EN")
    assert lines(ana) == ["From now on you read the game in your language: English (en)."]
    ana.talks("/hogar")
    ana.talks("/idioma")
    assert (
        lines(ana)[-1] == f"You read the game in English (en). You can choose: {LIST}. To change it: /IDIOMA LANGUAGE"
    )
    ana.talks("/idioma es")
    assert lines(ana) == ["Desde ahora leés el juego en tu idioma: español (es)."]


def test_an_unknown_language_changes_nothing_and_the_answer_names_those_there_are(town: GameFixture) -> None:
    ana = town.player("Ana", at=ANA)
    ana.talks("/idioma klingon[b]")
    assert lines(ana) == [f"No hay un idioma klingon[lb]b]. Podés elegir: {LIST}."]
    assert ana.player.record.language == ""
    ana.talks("/idioma")
    assert lines(ana) == [f"Leés el juego en español (es). Podés elegir: {LIST}. Para cambiarlo: /IDIOMA IDIOMA"]


def test_the_choice_stays_with_the_character(town: GameFixture) -> None:
    ana = town.player("Ana", at=ANA)
    ana.talks("/idioma pt")
    ana.talks("/salir")
    town.passes(11_000)
    assert ana.closed
    again = town.connect()
    again.logs_in("Ana")
    again.takes()
    again.talks("/idioma")
    assert lines(again)[0].startswith("Você lê o jogo em português (pt_BR).")


def test_a_language_that_is_gone_is_the_servers(town: GameFixture) -> None:
    ana = reader(town, "Ana", ANA, "fr")
    ana.talks("/idioma")
    assert lines(ana)[0].startswith("Leés el juego en español (es).")


def test_one_sentence_reaches_each_viewer_in_his_language(town: GameFixture) -> None:
    ana, bob, eva = town.player("Ana", at=ANA), reader(town, "Bob", BOB, "en"), reader(town, "Eva", EVA, "pt_BR")
    for one in (ana, bob, eva):
        one.takes()
    text = _("{name} se ha conectado.").format(name="Zoe")
    area(town.world, ana.player).send(msg.console_msg(text, Font.INFO))
    assert [lines(one) for one in (ana, bob, eva)] == [
        ["Zoe se ha conectado."],
        ["Zoe has come online."],
        ["Zoe se conectou."],
    ]


def test_what_a_player_says_is_never_translated(town: GameFixture) -> None:
    ana, bob = town.player("Ana", at=ANA), reader(town, "Bob", BOB, "en")
    ana.talks("Norte")
    assert msg.chat_over_head("Norte", ana.char, 255, 255, 255) in bob.takes()


def test_things_and_people_of_the_world_are_named_in_the_readers_language(town: GameFixture) -> None:
    bag = [ItemStack(APPLE, 3), *[None] * 29]
    bob = reader(town, "Bob", BOB, "en", inventory=bag)
    bob.sends(c.LeftClick(52, 50))
    assert "Fresh apples, just picked!" in [one.values[0] for one in bob.takes() if one.id is S.CHAT_OVER_HEAD]
    bob.sends(c.Drop(1, 1))
    slots = [one for one in bob.takes() if one.id is S.CHANGE_INVENTORY_SLOT]
    assert [one.fields["name"] for one in slots] == ["Apple"]
    bob.sends(c.LeftClick(50, 51))
    assert "Apple - 1" in lines(bob)


def test_what_is_put_together_of_sentences_is_translated_too(town: GameFixture) -> None:
    bob = reader(town, "Bob", BOB, "en")
    tell_citizens(town.world, bob.player, "hola")
    assert lines(bob) == ["CITIZENS> hola"]
    npc = next(iter(town.world.maps[1].npcs.values()))
    tell(bob.player, health_of(bob.player, npc) + npc.name)
    assert lines(bob) == ["(Doubtful) Guide"]
    tell(bob.player, town.world.client.as_text(_("Norte")))
    assert lines(bob) == ["North"]


def test_what_the_dialect_says_itself_is_translated_too(town: GameFixture) -> None:
    bob = reader(town, "Bob", BOB, "en")
    bob.player.messages.send(msg.user_commerce_init("Ana"))
    assert "You are trading with Ana." in lines(bob)


def test_help_of_the_built_in_world_names_the_command() -> None:
    (hint,) = (line for line in load_default_world().help if "/idioma" in line)
    assert "/idioma en" in hint
    assert "/idioma pt" in hint
