using Tieline.Server.Connections;
using Tieline.Server.Users;

namespace Tieline.Server.Admin.PeoplePages;

/// <summary>One Salesforce user as the page and the doors show him.</summary>
/// <param name="Agent">Null before he opened a panel for the first time.</param>
/// <param name="Person">The Webex person he is or would be; null when there is none, or none that can be looked up.</param>
/// <param name="IsCorrected">An administrator chose the person.</param>
/// <param name="Webex">His sign-in to Webex.</param>
/// <param name="Salesforce">His own sign-in to Salesforce; without it the integration user looks for him.</param>
/// <param name="Held">Also what has expired.</param>
public sealed record PersonEntry(
    OrgUser User, Agent? Agent, WebexPerson? Person, PersonFound How, bool IsCorrected, ConnectionStatus Webex, ConnectionStatus Salesforce,
    WebexRoles Roles, IReadOnlyList<RoleHeld> Held, IReadOnlyList<PersonProblem> Problems);

/// <summary>How a user's Webex person is known; the texts are <c>PersonFound.{Name}</c>.</summary>
public enum PersonFound
{
    /// <summary>He signed in as this person.</summary>
    SignedIn,

    /// <summary>The person has his address.</summary>
    Matched,

    /// <summary>An administrator chose the person.</summary>
    Corrected,

    /// <summary>Webex has nobody with his address.</summary>
    Nobody,

    /// <summary>Webex cannot be asked: nobody is signed in, or it does not answer.</summary>
    CannotAsk,
}

/// <summary>What an administrator should know of a user; the texts are <c>PersonTrouble.{Name}</c>.</summary>
public enum PersonTrouble
{
    /// <summary>He signed in as somebody else than the person chosen for him.</summary>
    SignedInAsOther,

    /// <summary>Another Salesforce user is the same person and is served.</summary>
    ServedAsOther,

    /// <summary>The person is signed in for another tenant of this server.</summary>
    ServedElsewhere,

    /// <summary>He has no role and is signed in to Webex all the same.</summary>
    NotLogged,
}

/// <param name="Detail">Fills the text: a name, or a moment.</param>
public sealed record PersonProblem(PersonTrouble Kind, string Detail);
