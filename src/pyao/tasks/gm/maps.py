"""Objects, teleports, triggers, and what holds on a map.

Source: 10-gm-admin §4.7, §4.8.
"""

from __future__ import annotations

from pyao.content.maps import RESTRICTIONS, TERRAINS, MapProperty
from pyao.messaging.i18n import later
from pyao.protocol import gm_commands as g
from pyao.rules.map import upkeep
from pyao.rules.staff import maps, objects
from pyao.rules.staff.outcome import IGNORED
from pyao.tasks import text_grammar as t
from pyao.tasks.gm.command import gm_command
from pyao.tasks.ranks import D_UP, D_UP_NO_RM, S_UP_NO_RM
from pyao.tasks.text_grammar import Reading


def _digit(value: bool) -> str:  # noqa: FBT001 - the one field of these packets
    return "1" if value else "0"


COMMANDS = (
    gm_command(
        "CI",
        t.words(g.CreateItem),
        "OBJETO",
        rank=D_UP,
        help=later("Crea cien unidades de un objeto al norte tuyo."),
        rule=lambda w, p, k: objects.create_item(w, p, k.obj),
    ),
    gm_command(
        "DEST",
        t.plain(g.DestroyItems),
        rank=D_UP,
        help=later("Destruye el objeto que está a tus pies."),
        rule=lambda w, p, _: objects.destroy_items(w, p),
    ),
    gm_command(
        "MASSDEST",
        t.plain(g.DestroyAllItemsInArea),
        rank=D_UP,
        help=later("Destruye los objetos a la vista."),
        rule=lambda w, p, _: objects.destroy_nearby(w, p),
    ),
    gm_command(
        "PISO",
        t.plain(g.ItemsInTheFloor),
        rank=D_UP,
        help=later("Muestra qué objetos hay en el suelo del mapa."),
        rule=lambda w, p, _: objects.tell_objects(w, p),
    ),
    gm_command(
        "CT",
        t.words(g.TeleportCreate, 0),
        "MAPA X Y [RADIO]",
        rank=D_UP,
        help=later("Crea un teletransporte al norte tuyo."),
        rule=lambda w, p, k: objects.create_teleport(w, p, (k.map, k.x, k.y), k.radius),
    ),
    gm_command(
        "DT",
        t.plain(g.TeleportDestroy),
        rank=D_UP,
        help=later("Destruye el teletransporte elegido."),
        rule=lambda w, p, _: objects.destroy_teleport(w, p),
    ),
    gm_command(
        "LIMPIAR",
        t.plain(g.CleanWorld),
        rank=S_UP_NO_RM,
        help=later("Limpia el mundo."),
        rule=lambda w, _p, _: upkeep.clean_world(w),
    ),
    gm_command(
        "AI",
        t.words(g.ImperialArmour),
        "ÍNDICE OBJETO",
        rank=D_UP_NO_RM,
        help=later("Cambiaba una armadura de la Armada Real en otros tiempos; no hace nada."),
        rule=lambda _w, _p, _: IGNORED,
    ),
    gm_command(
        "AC",
        t.words(g.ChaosArmour),
        "ÍNDICE OBJETO",
        rank=D_UP_NO_RM,
        help=later("Cambiaba una armadura de la Legión Oscura en otros tiempos; no hace nada."),
        rule=lambda _w, _p, _: IGNORED,
    ),
    gm_command(
        "TRIGGER",
        t.plain(g.AskTrigger),
        rank=D_UP_NO_RM,
        help=later("Dice el trigger que está a tus pies."),
        rule=lambda w, p, _: maps.tell_trigger(w, p),
    ),
    gm_command(
        "TRIGGER",
        Reading(g.SetTrigger, t.trigger),
        "0..6",
        rank=D_UP_NO_RM,
        help=later("Cambia el trigger que está a tus pies."),
        rule=lambda w, p, k: maps.set_trigger(w, p, k.trigger),
    ),
    gm_command(
        "BLOQ",
        t.plain(g.TileBlockedToggle),
        rank=D_UP,
        help=later("Bloquea o libera el lugar en que estás."),
        rule=lambda w, p, _: maps.toggle_block(w, p),
    ),
    gm_command(
        "GUARDAMAPA",
        t.plain(g.SaveMap),
        rank=D_UP_NO_RM,
        help=later("Guarda tu mapa."),
        rule=lambda w, p, _: maps.save_map(w, p),
    ),
    gm_command(
        "MODMAPINFO PK",
        t.flag(g.ChangeMapInfoPK),
        "VALOR",
        rank=D_UP,
        help=later("Vuelve inseguro (1) o seguro (0) tu mapa."),
        rule=lambda w, p, k: maps.change_property(w, p, MapProperty.PK, _digit(k.pk)),
    ),
    gm_command(
        "MODMAPINFO BACKUP",
        t.flag(g.ChangeMapInfoBackup),
        "VALOR",
        rank=D_UP,
        help=later("Decide si tu mapa se guarda con el mundo."),
        rule=lambda w, p, k: maps.change_property(w, p, MapProperty.BACKUP, _digit(k.backup)),
    ),
    gm_command(
        "MODMAPINFO RESTRINGIR",
        t.choice(g.ChangeMapInfoRestricted),
        "VALOR",
        rank=D_UP,
        help=later("Decide quiénes pueden entrar en tu mapa."),
        rule=lambda w, p, k: maps.change_property(w, p, MapProperty.RESTRICTION, k.value, RESTRICTIONS),
    ),
    gm_command(
        "MODMAPINFO MAGIASINEFECTO",
        t.flag(g.ChangeMapInfoNoMagic),
        "VALOR",
        rank=D_UP,
        help=later("Prohíbe o permite la magia en tu mapa."),
        rule=lambda w, p, k: maps.change_property(w, p, MapProperty.NO_MAGIC, _digit(k.value)),
    ),
    gm_command(
        "MODMAPINFO INVISINEFECTO",
        t.flag(g.ChangeMapInfoNoInvi),
        "VALOR",
        rank=D_UP,
        help=later("Prohíbe o permite la invisibilidad en tu mapa."),
        rule=lambda w, p, k: maps.change_property(w, p, MapProperty.NO_INVISIBILITY, _digit(k.value)),
    ),
    gm_command(
        "MODMAPINFO RESUSINEFECTO",
        t.flag(g.ChangeMapInfoNoResu),
        "VALOR",
        rank=D_UP,
        help=later("Prohíbe o permite resucitar en tu mapa."),
        rule=lambda w, p, k: maps.change_property(w, p, MapProperty.NO_RESURRECTION, _digit(k.value)),
    ),
    gm_command(
        "MODMAPINFO TERRENO",
        t.choice(g.ChangeMapInfoLand),
        "VALOR",
        rank=D_UP,
        help=later("Cambia el terreno de tu mapa."),
        rule=lambda w, p, k: maps.change_property(w, p, MapProperty.TERRAIN, k.value, TERRAINS),
    ),
    gm_command(
        "MODMAPINFO ZONA",
        t.choice(g.ChangeMapInfoZone),
        "VALOR",
        rank=D_UP,
        help=later("Cambia la zona de tu mapa."),
        rule=lambda w, p, k: maps.change_property(w, p, MapProperty.ZONE, k.value, TERRAINS),
    ),
    gm_command(
        "MODMAPINFO ROBONPC",
        t.flag(g.ChangeMapInfoStealNpc),
        "VALOR",
        rank=D_UP,
        help=later("Permite o prohíbe robar NPC en tu mapa."),
        rule=lambda w, p, k: maps.change_property(w, p, MapProperty.NPC_THEFT, _digit(k.value)),
    ),
    gm_command(
        "MODMAPINFO OCULTARSINEFECTO",
        t.flag(g.ChangeMapInfoNoOcultar),
        "VALOR",
        rank=D_UP,
        help=later("Prohíbe o permite ocultarse en tu mapa."),
        rule=lambda w, p, k: maps.change_property(w, p, MapProperty.NO_HIDING, _digit(k.value)),
    ),
    gm_command(
        "MODMAPINFO INVOCARSINEFECTO",
        t.flag(g.ChangeMapInfoNoInvocar),
        "VALOR",
        rank=D_UP,
        help=later("Prohíbe o permite invocar en tu mapa."),
        rule=lambda w, p, k: maps.change_property(w, p, MapProperty.NO_SUMMONING, _digit(k.value)),
    ),
)
