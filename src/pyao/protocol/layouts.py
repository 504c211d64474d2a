"""The fields of every server packet, in wire order and in the notation of the specification.

`name:type`; `name:count*(…)` is a group, repeated a fixed number of times or as often as a leading count says.
Source: 01-protocol §5, §6.
"""

from __future__ import annotations

from pyao.protocol.fields import Layout, parse_layout
from pyao.protocol.packet_id import MultiMessageID as M
from pyao.protocol.packet_id import ServerPacketID as S

SERVER_LAYOUTS: dict[S, Layout] = {
    packet: parse_layout(fields)
    for packet, fields in {
        S.LOGGED: "class:u8",
        S.REMOVE_DIALOGS: "",
        S.REMOVE_CHAR_DIALOG: "char:i16",
        S.NAVIGATE_TOGGLE: "",
        S.DISCONNECT: "",
        S.COMMERCE_END: "",
        S.BANK_END: "",
        S.COMMERCE_INIT: "",
        S.BANK_INIT: "gold:i32",
        S.USER_COMMERCE_INIT: "partner:str",
        S.USER_COMMERCE_END: "",
        S.USER_OFFER_CONFIRM: "",
        S.COMMERCE_CHAT: "text:str font:u8",
        S.SHOW_BLACKSMITH_FORM: "",
        S.SHOW_CARPENTER_FORM: "",
        S.UPDATE_STA: "sta:i16",
        S.UPDATE_MANA: "mana:i16",
        S.UPDATE_HP: "hp:i16",
        S.UPDATE_GOLD: "gold:i32",
        S.UPDATE_BANK_GOLD: "gold:i32",
        S.UPDATE_EXP: "exp:i32",
        S.CHANGE_MAP: "map:i16 version:i16",
        S.POS_UPDATE: "x:u8 y:u8",
        S.CHAT_OVER_HEAD: "text:str char:i16 r:u8 g:u8 b:u8",
        S.CONSOLE_MSG: "text:str font:u8",
        S.GUILD_CHAT: "text:str",
        S.SHOW_MESSAGE_BOX: "text:str",
        S.USER_INDEX_IN_SERVER: "user:i16",
        S.USER_CHAR_INDEX_IN_SERVER: "char:i16",
        S.CHARACTER_CREATE: (
            "char:i16 body:i16 head:i16 heading:u8 x:u8 y:u8 weapon:i16 shield:i16 helmet:i16 fx:i16 fx_loops:i16"
            " name:str nick_color:u8 privileges:u8"
        ),
        S.CHARACTER_REMOVE: "char:i16",
        S.CHARACTER_CHANGE_NICK: "char:i16 name:str",
        S.CHARACTER_MOVE: "char:i16 x:u8 y:u8",
        S.FORCE_CHAR_MOVE: "heading:u8",
        S.CHARACTER_CHANGE: (
            "char:i16 body:i16 head:i16 heading:u8 weapon:i16 shield:i16 helmet:i16 fx:i16 fx_loops:i16"
        ),
        S.OBJECT_CREATE: "x:u8 y:u8 grh:i16",
        S.OBJECT_DELETE: "x:u8 y:u8",
        S.BLOCK_POSITION: "x:u8 y:u8 blocked:bool",
        S.PLAY_MIDI: "midi:i16 loops:i16",
        S.PLAY_WAVE: "wave:u8 x:u8 y:u8",
        S.GUILD_LIST: "guilds:strlist",
        S.AREA_CHANGED: "x:u8 y:u8",
        S.PAUSE_TOGGLE: "",
        S.RAIN_TOGGLE: "",
        S.CREATE_FX: "char:i16 fx:i16 loops:i16",
        S.UPDATE_USER_STATS: (
            "max_hp:i16 hp:i16 max_mana:i16 mana:i16 max_sta:i16 sta:i16 gold:i32 level:u8 exp_next:i32 exp:i32"
        ),
        S.WORK_REQUEST_TARGET: "skill:u8",
        S.CHANGE_INVENTORY_SLOT: (
            "slot:u8 obj:i16 name:str amount:i16 equipped:bool grh:i16 type:u8 max_hit:i16 min_hit:i16 "
            "max_def:i16 min_def:i16 price:f32"
        ),
        S.CHANGE_BANK_SLOT: (
            "slot:u8 obj:i16 name:str amount:i16 grh:i16 type:u8 max_hit:i16 min_hit:i16 max_def:i16 min_def:i16 "
            "price:i32"
        ),
        S.CHANGE_SPELL_SLOT: "slot:u8 spell:i16 name:str",
        S.ATRIBUTES: "strength:u8 agility:u8 intelligence:u8 charisma:u8 constitution:u8",
        S.BLACKSMITH_WEAPONS: "entries:i16*(name:str grh:i16 iron:i16 silver:i16 gold:i16 obj:i16 upgrade:i16)",
        S.BLACKSMITH_ARMORS: "entries:i16*(name:str grh:i16 iron:i16 silver:i16 gold:i16 obj:i16 upgrade:i16)",
        S.CARPENTER_OBJECTS: "entries:i16*(name:str grh:i16 wood:i16 elven_wood:i16 obj:i16 upgrade:i16)",
        S.REST_OK: "",
        S.ERROR_MSG: "text:str",
        S.BLIND: "",
        S.DUMB: "",
        S.SHOW_SIGNAL: "text:str grh:i16",
        S.CHANGE_NPC_INVENTORY_SLOT: (
            "slot:u8 name:str amount:i16 price:f32 grh:i16 obj:i16 type:u8 max_hit:i16 min_hit:i16 max_def:i16 "
            "min_def:i16"
        ),
        S.UPDATE_HUNGER_AND_THIRST: "max_water:u8 water:u8 max_food:u8 food:u8",
        S.FAME: "assassin:i32 bandit:i32 bourgeois:i32 thief:i32 noble:i32 plebeian:i32 average:i32",
        S.MINI_STATS: (
            "citizens_killed:i32 criminals_killed:i32 users_killed:i32 npcs_killed:i16 class:u8 jail_minutes:i32"
        ),
        S.LEVEL_UP: "skill_points:i16",
        S.ADD_FORUM_MSG: "type:u8 title:str author:str text:str",
        S.SHOW_FORUM_FORM: "visibility:u8 can_sticky:u8",
        S.SET_INVISIBLE: "char:i16 invisible:bool",
        S.DICE_ROLL: "strength:u8 agility:u8 intelligence:u8 charisma:u8 constitution:u8",
        S.MEDITATE_TOGGLE: "",
        S.BLIND_NO_MORE: "",
        S.DUMB_NO_MORE: "",
        S.SEND_SKILLS: "skills:20*(level:u8 progress:u8)",
        S.TRAINER_CREATURE_LIST: "creatures:strlist",
        S.GUILD_NEWS: "news:str enemies:strlist allies:strlist",
        S.OFFER_DETAILS: "text:str",
        S.ALIANCE_PROPOSALS_LIST: "guilds:strlist",
        S.PEACE_PROPOSALS_LIST: "guilds:strlist",
        S.CHARACTER_INFO: (
            "name:str race:u8 class:u8 gender:u8 level:u8 gold:i32 bank:i32 reputation:i32 previous_petitions:str"
            " current_guild:str previous_guilds:str royal_army:bool chaos_legion:bool citizens_killed:i32 "
            "criminals_killed:i32"
        ),
        S.GUILD_LEADER_INFO: "guilds:strlist members:strlist news:str requests:strlist",
        S.GUILD_MEMBER_INFO: "guilds:strlist members:strlist",
        S.GUILD_DETAILS: (
            "name:str founder:str date:str leader:str url:str members:i16 elections_open:bool alignment:str "
            "enemies:i16 allies:i16 antifaction:str codex:strlist description:str"
        ),
        S.SHOW_GUILD_FUNDATION_FORM: "",
        S.PARALIZE_OK: "",
        S.SHOW_USER_REQUEST: "text:str",
        S.TRADE_OK: "",
        S.BANK_OK: "",
        S.CHANGE_USER_TRADE_SLOT: (
            "offer_slot:u8 obj:i16 amount:i32 grh:i16 type:u8 max_hit:i16 min_hit:i16 max_def:i16 min_def:i16 "
            "price:i32 name:str"
        ),
        S.SEND_NIGHT: "night:bool",
        S.PONG: "",
        S.UPDATE_TAG_AND_STATUS: "char:i16 nick_color:u8 tag:str",
        S.SPAWN_LIST: "creatures:strlist",
        S.SHOW_SOS_FORM: "names:strlist",
        S.SHOW_MOTD_EDITION_FORM: "text:str",
        S.SHOW_GM_PANEL_FORM: "",
        S.USER_NAME_LIST: "names:strlist",
        S.SHOW_DENOUNCES: "lines:strlist",
        S.RECORD_LIST: "names:u8*(name:str)",
        S.RECORD_DETAILS: "creator:str reason:str online:bool ip:str online_time:str observations:str",
        S.SHOW_GUILD_ALIGN: "",
        S.SHOW_PARTY_FORM: "is_leader:u8 members:strlist total_exp:i32",
        S.UPDATE_STRENGHT_AND_DEXTERITY: "strength:u8 agility:u8",
        S.UPDATE_STRENGHT: "strength:u8",
        S.UPDATE_DEXTERITY: "agility:u8",
        S.ADD_SLOTS: "backpack:u8",
        S.MULTI_MESSAGE: "index:u8",
        S.STOP_WORKING: "",
        S.CANCEL_OFFER_ITEM: "slot:u8",
    }.items()
}

MULTI_LAYOUTS: dict[M, Layout] = {
    kind: parse_layout(fields)
    for kind, fields in {
        M.DONT_SEE_ANYTHING: "",
        M.NPC_SWING: "",
        M.NPC_KILL_USER: "",
        M.BLOCKED_WITH_SHIELD_USER: "",
        M.BLOCKED_WITH_SHIELDOTHER: "",
        M.USER_SWING: "",
        M.SAFE_MODE_ON: "",
        M.SAFE_MODE_OFF: "",
        M.RESUSCITATION_SAFE_OFF: "",
        M.RESUSCITATION_SAFE_ON: "",
        M.NOBILITY_LOST: "",
        M.CANT_USE_WHILE_MEDITATING: "",
        M.NPC_HIT_USER: "body_part:u8 damage:i16",
        M.USER_HIT_NPC: "damage:i32",
        M.USER_ATTACKED_SWING: "attacker_char:i16",
        M.USER_HITTED_BY_USER: "attacker_char:i16 body_part:u8 damage:i16",
        M.USER_HITTED_USER: "victim_char:i16 body_part:u8 damage:i16",
        M.WORK_REQUEST_TARGET: "skill:u8",
        M.HAVE_KILLED_USER: "victim_char:i16 exp:i32",
        M.USER_KILL: "killer_char:i16",
        M.EARN_EXP: "",
        M.HOME: "distance:u8 seconds:i16 home:str",
        M.CANCEL_HOME: "",
        M.FINISH_HOME: "",
    }.items()
}
