"""Creating, removing and playing NPCs.

Source: 10-gm-admin §4.6.
"""

from __future__ import annotations

from pyao.messaging.i18n import later
from pyao.protocol import gm_commands as g
from pyao.rules.sentinel import rounds
from pyao.rules.staff import disguises, npcs, praetorians
from pyao.tasks import text_grammar as t
from pyao.tasks.gm.command import gm_command
from pyao.tasks.ranks import ANY_GM, D_UP, D_UP_NO_RM, D_UP_OR_ANY_GM_RM, D_UP_OR_S_RM, S_UP, S_UP_NO_RM

COMMANDS = (
    gm_command(
        "NENE",
        t.on_map(g.CreaturesInMap),
        "[MAPA]",
        rank=ANY_GM,
        help=later("Muestra qué NPC hay en un mapa."),
        rule=lambda w, p, k: npcs.tell_creatures(w, p, k.map),
    ),
    gm_command(
        "RMATA",
        t.plain(g.KillNpc),
        rank=ANY_GM,
        help=later("Quita el NPC elegido, que vuelve a nacer."),
        rule=lambda w, p, _: npcs.kill_with_respawn(w, p),
    ),
    gm_command(
        "MATA",
        t.plain(g.KillNpcNoRespawn),
        rank=D_UP,
        help=later("Quita el NPC elegido para siempre."),
        rule=lambda w, p, _: npcs.kill(w, p),
    ),
    gm_command(
        "MASSKILL",
        t.plain(g.KillAllNearbyNpcs),
        rank=D_UP,
        help=later("Quita todos los NPC a la vista."),
        rule=lambda w, p, _: npcs.kill_nearby(w, p),
    ),
    gm_command(
        "SEGUIR",
        t.plain(g.NpcFollow),
        rank=S_UP,
        help=later("Hace que el NPC elegido te siga, o ya no."),
        rule=lambda w, p, _: npcs.toggle_follow(w, p),
    ),
    gm_command(
        "CC",
        t.plain(g.SpawnListRequest),
        rank=S_UP,
        help=later("Muestra qué criaturas se pueden invocar."),
        rule=lambda w, p, _: npcs.tell_spawn_list(w, p),
    ),
    gm_command(
        "CC",
        t.words(g.SpawnCreature),
        "NÚMERO",
        rank=S_UP,
        help=later("Invoca una criatura de la lista."),
        rule=lambda w, p, k: npcs.spawn_listed(w, p, k.index),
    ),
    gm_command(
        "ACC",
        t.words(g.CreateNpc),
        "NPC",
        rank=D_UP,
        help=later("Crea un NPC que no vuelve a nacer."),
        rule=lambda w, p, k: npcs.create(w, p, k.npc, respawns=False),
    ),
    gm_command(
        "RACC",
        t.words(g.CreateNpcWithRespawn),
        "NPC",
        rank=D_UP,
        help=later("Crea un NPC que vuelve a nacer."),
        rule=lambda w, p, k: npcs.create(w, p, k.npc, respawns=True),
    ),
    gm_command(
        "RESETINV",
        t.plain(g.ResetNpcInventory),
        rank=S_UP_NO_RM,
        help=later("Vacía el inventario del comerciante elegido."),
        rule=lambda w, p, _: npcs.empty_stock(w, p),
    ),
    gm_command(
        "SETDIALOG",
        t.whole(g.SetDialog),
        "TEXTO",
        rank=D_UP_OR_S_RM,
        help=later("Cambia lo que dice el NPC elegido."),
        rule=lambda w, p, k: npcs.set_dialog(w, p, k.text),
    ),
    gm_command(
        "MIMETIZAR",
        t.plain(g.Imitate),
        rank=D_UP_OR_ANY_GM_RM,
        help=later("Te da el aspecto del NPC elegido."),
        rule=lambda w, p, _: disguises.imitate(w, p),
    ),
    gm_command(
        "IMPERSONAR",
        t.plain(g.Impersonate),
        rank=D_UP_OR_S_RM,
        help=later("Te pone en el lugar del NPC elegido, con su aspecto."),
        rule=lambda w, p, _: disguises.impersonate(w, p),
    ),
    gm_command(
        "CREARPRETORIANOS",
        t.words(g.CreatePretorianClan, exact=True),
        "MAPA X Y",
        rank=D_UP_NO_RM,
        help=later("Crea el clan pretoriano."),
        rule=lambda w, p, k: praetorians.create_clan(w, p, k.map, k.x, k.y),
    ),
    gm_command(
        "ELIMINARPRETORIANOS",
        t.words(g.RemovePretorianClan, exact=True),
        "MAPA",
        rank=D_UP_NO_RM,
        help=later("Elimina el clan pretoriano de un mapa."),
        rule=lambda w, p, k: praetorians.remove_clan(w, p, k.map),
    ),
    gm_command(
        "CENTINELAACTIVADO",
        t.plain(g.ToggleCentinelActivated),
        rank=D_UP,
        help=later("Activa o desactiva al centinela."),
        rule=lambda w, _, __: rounds.toggle(w),
    ),
)
