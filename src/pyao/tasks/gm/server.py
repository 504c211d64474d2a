"""Weather, sound and looks; the records kept of players.

Source: 10-gm-admin §4.9, §4.11.
"""

from __future__ import annotations

from pyao.messaging.i18n import later
from pyao.protocol import gm_commands as g
from pyao.rules.map import environment
from pyao.rules.staff import atmosphere, user_records
from pyao.tasks import text_grammar as t
from pyao.tasks.gm.command import gm_command
from pyao.tasks.gm.subjects import about
from pyao.tasks.ranks import D_UP, D_UP_OR_RM, S_UP, S_UP_NO_RM
from pyao.tasks.text_grammar import Reading

GREEN = (0, 255, 0)

COMMANDS = (
    gm_command(
        "LLUVIA",
        t.plain(g.RainToggle),
        rank=S_UP,
        help=later("Hace llover, o que deje de llover."),
        rule=lambda w, _p, _: environment.toggle_rain(w),
    ),
    gm_command(
        "NOCHE",
        t.plain(g.Night),
        rank=D_UP,
        help=later("Hace de noche, o de día."),
        rule=lambda w, p, _: atmosphere.toggle_night(w, p),
    ),
    gm_command(
        "FORCEMIDIMAP",
        t.words(g.ForceMidiToMap, 0),
        "MIDI [MAPA]",
        rank=D_UP_OR_RM,
        help=later("Toca una música en un mapa."),
        rule=lambda w, p, k: atmosphere.play_music_on_map(w, p, k.midi, k.map),
    ),
    gm_command(
        "FORCEWAVMAP",
        Reading(g.ForceWaveToMap, t.wave_to_map),
        "SONIDO [MAPA X Y]",
        rank=D_UP_OR_RM,
        help=later("Toca un sonido en un lugar."),
        rule=lambda w, p, k: atmosphere.play_wave_on_map(w, p, k.wave, k.map, k.x, k.y),
    ),
    gm_command(
        "FORCEMIDI",
        t.words(g.ForceMidiAll),
        "MIDI",
        rank=D_UP,
        help=later("Toca una música para todos."),
        rule=lambda w, p, k: atmosphere.play_music(w, p, k.midi),
    ),
    gm_command(
        "FORCEWAV",
        t.words(g.ForceWaveAll),
        "SONIDO",
        rank=D_UP,
        help=later("Toca un sonido para todos."),
        rule=lambda w, _p, k: atmosphere.play_wave(w, k.wave),
    ),
    gm_command(
        "CHATCOLOR",
        t.either(t.plain(g.ChatColor, *GREEN), t.words(g.ChatColor)),
        "[R G B]",
        rank=D_UP_OR_RM,
        help=later("Cambia el color de lo que decís."),
        rule=lambda _, p, k: atmosphere.chat_colour(p, (k.r, k.g, k.b)),
    ),
    gm_command(
        "SEGADD",
        t.parts(g.RecordAdd, "@"),
        "NOMBRE@MOTIVO",
        rank=S_UP_NO_RM,
        help=later("Abre un seguimiento de un personaje."),
        order=about(lambda w, p, k, who: user_records.add(w, p, who, k.reason)),
    ),
    gm_command(
        "SEGOBS",
        t.words(g.RecordAddObs),
        "NÚMERO TEXTO",
        rank=S_UP_NO_RM,
        help=later("Agrega una observación a un seguimiento."),
        rule=lambda w, p, k: user_records.add_observation(w, p, k.index, k.text),
    ),
    gm_command(
        "SEGDEL",
        t.words(g.RecordRemove),
        "NÚMERO",
        rank=S_UP_NO_RM,  # whoever is no god gets a refusal in words (11-social §12)
        help=later("Borra un seguimiento."),
        rule=lambda w, p, k: user_records.remove(w, p, k.index),
    ),
    gm_command(
        "SEGLIST",
        t.plain(g.RecordListRequest),
        rank=S_UP_NO_RM,
        help=later("Muestra los seguimientos."),
        rule=lambda w, p, _: user_records.show_all(w, p),
    ),
    gm_command(
        "SEGVER",
        t.words(g.RecordDetailsRequest),
        "NÚMERO",
        rank=S_UP_NO_RM,
        help=later("Muestra un seguimiento."),
        rule=lambda w, p, k: user_records.show(w, p, k.index),
    ),
)
