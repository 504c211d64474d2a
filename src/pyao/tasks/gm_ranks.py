"""Which ranks may give which GM command.

Source: 10-gm-admin §1.3, §4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyao.content.enums import Privilege
from pyao.protocol import gm_commands as g

if TYPE_CHECKING:
    from collections.abc import Iterable

GODS = Privilege.DIOS | Privilege.ADMIN
HIGH = GODS | Privilege.SEMIDIOS
GM = HIGH | Privilege.CONSEJERO
ANYBODY = GM | Privilege.USER
NOBODY = Privilege.NONE


class Rank(NamedTuple):
    """Who has a rank: the `plain` ones, and of those who are role masters too the `role_masters`.

    `special`: besides them the demigods who are listed as special.
    """

    plain: Privilege
    role_masters: Privilege
    special: bool = False

    def allows(self, privileges: Privilege, *, special: bool) -> bool:
        """Whether somebody of these privileges has the rank; `special` = is listed as special."""
        if self.special and special and privileges & Privilege.SEMIDIOS:
            return True
        return bool(privileges & (self.role_masters if privileges & Privilege.ROLE_MASTER else self.plain))


ANY_GM = Rank(GM, GM)
ANY_GM_NO_RM = Rank(GM, NOBODY)
S_UP = Rank(HIGH, HIGH)
S_UP_NO_RM = Rank(HIGH, NOBODY)
S_UP_OR_RM = Rank(HIGH, ANYBODY)
D_UP = Rank(GODS, GODS)
D_UP_NO_RM = Rank(GODS, NOBODY)
D_UP_OR_RM = Rank(GODS, ANYBODY)
D_UP_NO_RM_OR_SPECIAL = Rank(GODS, NOBODY, special=True)
D_UP_OR_S_RM = Rank(GODS, HIGH)


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
            g.RecordRemove,  # who is no god gets a refusal in words (11-social §12)
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
    **_all(D_UP_OR_S_RM, (g.MakeDumb, g.MakeDumbNoMore, g.SetDialog, g.Impersonate)),
    g.Imitate: Rank(GODS, GM),
    g.MapMessage: Rank(HIGH, GM),
    g.EditChar: Rank(GM, GM & ~Privilege.ADMIN),  # what may be edited of whom is the command's own matter (10 §4.5)
}
"""By command.  Where a rule narrows a rank further (`Night`, `Restart`, `SetIniVar`: an Admin), the command asks."""


def may_command(command: type[g.GMCommand], privileges: Privilege, *, special: bool = False) -> bool:
    """Whether somebody may give the command; `special` = a demigod listed as special.  What has no row, nobody may."""
    rank = RANKS.get(command)
    return rank is not None and rank.allows(privileges, special=special)
