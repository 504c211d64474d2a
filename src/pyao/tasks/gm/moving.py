"""Finding players and moving them.

Source: 10-gm-admin §4.2.
"""

from __future__ import annotations

from pyao.messaging.i18n import later
from pyao.protocol import gm_commands as g
from pyao.rules.staff import moving, unseen
from pyao.tasks import text_grammar as t
from pyao.tasks.gm.command import gm_command
from pyao.tasks.gm.subjects import about
from pyao.tasks.ranks import ANY_GM, S_UP
from pyao.tasks.text_grammar import Reading

COMMANDS = (
    gm_command(
        "DONDE",
        t.whole(g.Where),
        "NOMBRE",
        rank=ANY_GM,
        help=later("Dice dónde está un personaje."),
        order=about(lambda w, p, k, who: moving.tell_place(w, p, k.name, who)),
    ),
    gm_command(
        "IRCERCA",
        t.whole(g.GoNearby),
        "NOMBRE",
        rank=ANY_GM,
        help=later("Te lleva cerca de alguien, sin que lo note."),
        rule=lambda w, p, k: moving.go_nearby(w, p, k.name),
    ),
    gm_command(
        "IRA",
        t.whole(g.GoToChar),
        "NOMBRE",
        rank=ANY_GM,
        help=later("Te lleva junto a alguien."),
        rule=lambda w, p, k: moving.go_to(w, p, k.name),
    ),
    gm_command(
        "TELEPLOC",
        t.plain(g.WarpMeToTarget),
        rank=ANY_GM,
        help=later("Te lleva al lugar que elegiste con un clic."),
        rule=lambda w, p, _: moving.go_to_click(w, p),
    ),
    gm_command(
        "TELEP",
        Reading(g.WarpChar, t.telep),
        "[NOMBRE] [MAPA] X Y",
        rank=ANY_GM,
        help=later("Lleva a alguien, o a vos mismo, a un lugar."),
        rule=lambda w, p, k: moving.warp_char(w, p, k.name, k.map, k.x, k.y),
    ),
    gm_command(
        "SUM",
        t.whole(g.SummonChar),
        "NOMBRE",
        rank=S_UP,
        help=later("Trae a alguien junto a vos."),
        rule=lambda w, p, k: moving.summon(w, p, k.name),
    ),
    gm_command(
        "INVISIBLE",
        t.plain(g.Invisible),
        rank=ANY_GM,
        help=later("Te hace invisible, o visible otra vez."),
        rule=lambda w, p, _: unseen.toggle_unseen(w, p),
    ),
    gm_command(
        "NAVE",
        t.plain(g.NavigateToggle),
        rank=S_UP,
        help=later("Te deja navegar sin barca, o caminar otra vez."),
        rule=lambda _, p, __: moving.toggle_sailing(p),
    ),
    gm_command(
        "IGNORADO",
        t.plain(g.Ignored),
        rank=ANY_GM,
        help=later("Hace que los NPC te ignoren, o ya no."),
        rule=lambda _, p, __: moving.toggle_chased(p),
    ),
)
