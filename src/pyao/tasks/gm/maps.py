"""Objects, teleports, triggers, and what holds on a map.

Source: 10-gm-admin §4.7, §4.8.
"""

from __future__ import annotations

from pyao.messaging.i18n import later
from pyao.protocol import gm_commands as g
from pyao.rules.map import upkeep
from pyao.rules.staff import objects
from pyao.tasks import text_grammar as t
from pyao.tasks.gm.command import gm_command
from pyao.tasks.ranks import D_UP, D_UP_NO_RM, S_UP_NO_RM
from pyao.tasks.text_grammar import Reading

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
        help=later("Cambia una armadura de la Armada Real."),
    ),
    gm_command(
        "AC",
        t.words(g.ChaosArmour),
        "ÍNDICE OBJETO",
        rank=D_UP_NO_RM,
        help=later("Cambia una armadura de la Legión Oscura."),
    ),
    gm_command(
        "TRIGGER",
        t.plain(g.AskTrigger),
        rank=D_UP_NO_RM,
        help=later("Dice el trigger que está a tus pies."),
    ),
    gm_command(
        "TRIGGER",
        Reading(g.SetTrigger, t.trigger),
        "0..6",
        rank=D_UP_NO_RM,
        help=later("Cambia el trigger que está a tus pies."),
    ),
    gm_command(
        "BLOQ",
        t.plain(g.TileBlockedToggle),
        rank=D_UP,
        help=later("Bloquea o libera el lugar en que estás."),
    ),
    gm_command(
        "GUARDAMAPA",
        t.plain(g.SaveMap),
        rank=D_UP_NO_RM,
        help=later("Guarda tu mapa."),
    ),
    gm_command(
        "MODMAPINFO PK",
        t.flag(g.ChangeMapInfoPK),
        "VALOR",
        rank=D_UP,
        help=later("Vuelve inseguro (1) o seguro (0) tu mapa."),
    ),
    gm_command(
        "MODMAPINFO BACKUP",
        t.flag(g.ChangeMapInfoBackup),
        "VALOR",
        rank=D_UP,
        help=later("Decide si tu mapa se guarda con el mundo."),
    ),
    gm_command(
        "MODMAPINFO RESTRINGIR",
        t.choice(g.ChangeMapInfoRestricted),
        "VALOR",
        rank=D_UP,
        help=later("Decide quiénes pueden entrar en tu mapa."),
    ),
    gm_command(
        "MODMAPINFO MAGIASINEFECTO",
        t.flag(g.ChangeMapInfoNoMagic),
        "VALOR",
        rank=D_UP,
        help=later("Prohíbe o permite la magia en tu mapa."),
    ),
    gm_command(
        "MODMAPINFO INVISINEFECTO",
        t.flag(g.ChangeMapInfoNoInvi),
        "VALOR",
        rank=D_UP,
        help=later("Prohíbe o permite la invisibilidad en tu mapa."),
    ),
    gm_command(
        "MODMAPINFO RESUSINEFECTO",
        t.flag(g.ChangeMapInfoNoResu),
        "VALOR",
        rank=D_UP,
        help=later("Prohíbe o permite resucitar en tu mapa."),
    ),
    gm_command(
        "MODMAPINFO TERRENO",
        t.choice(g.ChangeMapInfoLand),
        "VALOR",
        rank=D_UP,
        help=later("Cambia el terreno de tu mapa."),
    ),
    gm_command(
        "MODMAPINFO ZONA",
        t.choice(g.ChangeMapInfoZone),
        "VALOR",
        rank=D_UP,
        help=later("Cambia la zona de tu mapa."),
    ),
    gm_command(
        "MODMAPINFO ROBONPC",
        t.flag(g.ChangeMapInfoStealNpc),
        "VALOR",
        rank=D_UP,
        help=later("Permite o prohíbe robar NPC en tu mapa."),
    ),
    gm_command(
        "MODMAPINFO OCULTARSINEFECTO",
        t.flag(g.ChangeMapInfoNoOcultar),
        "VALOR",
        rank=D_UP,
        help=later("Prohíbe o permite ocultarse en tu mapa."),
    ),
    gm_command(
        "MODMAPINFO INVOCARSINEFECTO",
        t.flag(g.ChangeMapInfoNoInvocar),
        "VALOR",
        rank=D_UP,
        help=later("Prohíbe o permite invocar en tu mapa."),
    ),
)
