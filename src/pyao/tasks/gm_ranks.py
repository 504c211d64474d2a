"""Which ranks may give which GM command.

Source: 10-gm-admin §1.3, §4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyao.content.enums import Privilege
from pyao.protocol import gm_commands as g

if TYPE_CHECKING:
    from collections.abc import Iterable

GM = Privilege.CONSEJERO | Privilege.SEMIDIOS | Privilege.DIOS | Privilege.ADMIN
HIGH = Privilege.SEMIDIOS | Privilege.DIOS | Privilege.ADMIN
GODS = Privilege.DIOS | Privilege.ADMIN


class Rank(NamedTuple):
    """Any of `ranks`; `or_role_master` lets anybody with that bit, `no_role_master` keeps them out.

    `with_role_master` are ranks that only count together with the bit; `special` lets listed special demigods.
    """

    ranks: Privilege
    or_role_master: bool = False
    no_role_master: bool = False
    with_role_master: Privilege = Privilege.NONE
    special: bool = False

    def allows(self, privileges: Privilege, *, special: bool) -> bool:
        """Whether somebody of these privileges has the rank."""
        if self.special and special:
            return True
        if privileges & Privilege.ROLE_MASTER:
            if self.or_role_master or privileges & self.with_role_master:
                return True
            if self.no_role_master:
                return False
        return bool(privileges & self.ranks)


ANY_GM = Rank(GM)
ANY_GM_NO_RM = Rank(GM, no_role_master=True)
S_UP = Rank(HIGH)
S_UP_NO_RM = Rank(HIGH, no_role_master=True)
S_UP_OR_RM = Rank(HIGH, or_role_master=True)
D_UP = Rank(GODS)
D_UP_NO_RM = Rank(GODS, no_role_master=True)
D_UP_OR_RM = Rank(GODS, or_role_master=True)
D_UP_NO_RM_OR_SPECIAL = Rank(GODS, no_role_master=True, special=True)
ONLY_D_OR_S_RM = Rank(Privilege.DIOS, with_role_master=Privilege.SEMIDIOS)


def _all(rank: Rank, commands: Iterable[type[g.GMCommand]]) -> dict[type[g.GMCommand], Rank]:
    return dict.fromkeys(commands, rank)


RANKS: dict[type[g.GMCommand], Rank] = {
    **_all(
        ANY_GM,
        (
            g.GmMessage,
            g.Comment,
            g.ServerTime,
            g.OnlineRoyalArmy,
            g.OnlineChaosLegion,
            g.GmPanel,
            g.SosShowList,
            g.SosRemove,
            g.Where,
            g.GoNearby,
            g.GoToChar,
            g.WarpMeToTarget,
            g.WarpChar,
            g.Invisible,
            g.Ignored,
            g.Silence,
            g.CreaturesInMap,
            g.KillNpc,
            g.EditChar,  # what may be edited of whom is the command's own matter (10 §4.5)
        ),
    ),
    **_all(
        ANY_GM_NO_RM,
        (
            g.RequestUserList,
            g.Working,
            g.Hiding,
            g.EnableDenounces,
            g.ShowDenouncesList,
            g.Jail,
            g.WarnUser,
        ),
    ),
    **_all(
        S_UP,
        (
            g.ServerMessage,
            g.OnlineGm,
            g.OnlineMap,
            g.SummonChar,
            g.ReviveChar,
            g.NavigateToggle,
            g.RequestCharInfo,
            g.RequestCharGold,
            g.RequestCharInventory,
            g.RequestCharBank,
            g.RequestCharSkills,
            g.CheckSlot,
            g.Kick,
            g.NpcFollow,
            g.SpawnListRequest,
            g.SpawnCreature,
            g.RainToggle,
        ),
    ),
    **_all(
        S_UP_NO_RM,
        (
            g.GuildOnlineMembers,
            g.RequestCharStats,
            g.NickToIp,
            g.IpToNick,
            g.LastIp,
            g.RecordAdd,
            g.RecordAddObs,
            g.RecordListRequest,
            g.RecordDetailsRequest,
            g.Execute,
            g.BanChar,
            g.UnbanChar,
            g.Forgive,
            g.ResetNpcInventory,
            g.CleanWorld,
        ),
    ),
    **_all(S_UP_OR_RM, (g.RoyalArmyMessage, g.ChaosLegionMessage, g.CitizenMessage)),
    **_all(
        D_UP,
        (
            g.GuildMemberList,
            g.DumpIpTables,
            g.BanIp,
            g.KillNpcNoRespawn,
            g.KillAllNearbyNpcs,
            g.CreateNpc,
            g.CreateNpcWithRespawn,
            g.ToggleCentinelActivated,
            g.CreateItem,
            g.DestroyItems,
            g.DestroyAllItemsInArea,
            g.ItemsInTheFloor,
            g.TeleportCreate,
            g.TeleportDestroy,
            g.TileBlockedToggle,
            g.ChangeMapInfoPK,
            g.ChangeMapInfoBackup,
            g.ChangeMapInfoRestricted,
            g.ChangeMapInfoNoMagic,
            g.ChangeMapInfoNoInvi,
            g.ChangeMapInfoNoResu,
            g.ChangeMapInfoLand,
            g.ChangeMapInfoZone,
            g.ChangeMapInfoStealNpc,
            g.ChangeMapInfoNoOcultar,
            g.ChangeMapInfoNoInvocar,
            g.Night,
            g.ForceMidiAll,
            g.ForceWaveAll,
            g.SetIniVar,
            g.Restart,
            g.ResetAutoUpdate,
        ),
    ),
    **_all(
        D_UP_NO_RM,
        (
            g.HigherAdminsMessage,
            g.SystemMessage,
            g.CleanSos,
            g.ShowGuildMessages,
            g.KickAllChars,
            g.UnbanIp,
            g.BannedIpList,
            g.BannedIpReload,
            g.RemovePunishment,
            g.AlterPassword,
            g.AlterMail,
            g.TurnCriminal,
            g.AcceptRoyalCouncilMember,
            g.AcceptChaosCouncilMember,
            g.CouncilKick,
            g.RemoveCharFromGuild,
            g.AlterGuildName,
            g.GuildBan,
            g.CreatePretorianClan,
            g.RemovePretorianClan,
            g.ImperialArmour,
            g.ChaosArmour,
            g.AskTrigger,
            g.SetTrigger,
            g.SaveMap,
            g.ServerOpenToUsersToggle,
            g.TurnOffServer,
            g.DoBackup,
            g.SaveChars,
            g.ReloadNpcs,
            g.ReloadSpells,
            g.ReloadObjects,
            g.ReloadServerIni,
            g.ChangeMotd,
            g.ShowServerForm,
        ),
    ),
    **_all(
        D_UP_OR_RM,
        (
            g.ShowName,
            g.CriminalMessage,
            g.TalkAsNpc,
            g.SetCharDescription,
            g.ForceMidiToMap,
            g.ForceWaveToMap,
            g.ChatColor,
        ),
    ),
    **_all(
        D_UP_NO_RM_OR_SPECIAL,
        (g.RequestCharMail, g.SetMotd, g.AlterName, g.ResetFactions, g.ChaosLegionKick, g.RoyalArmyKick),
    ),
    **_all(ONLY_D_OR_S_RM, (g.SetDialog, g.Impersonate)),
    g.RecordRemove: Rank(Privilege.DIOS, no_role_master=True),
    g.Imitate: Rank(Privilege.DIOS, with_role_master=Privilege.SEMIDIOS | Privilege.CONSEJERO),
    g.MapMessage: Rank(HIGH, with_role_master=Privilege.CONSEJERO),
    g.MakeDumb: Rank(GODS, with_role_master=Privilege.SEMIDIOS),
    g.MakeDumbNoMore: Rank(GODS, with_role_master=Privilege.SEMIDIOS),
}


def may_command(command: type[g.GMCommand], privileges: Privilege, *, special: bool = False) -> bool:
    """Whether somebody may give the command; `special` = a demigod listed as special.  What has no row, nobody may."""
    rank = RANKS.get(command)
    return rank is not None and rank.allows(privileges, special=special)
