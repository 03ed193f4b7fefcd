using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Connections.Refusals;

namespace Tieline.Server.Admin.ConnectionPages;

/// <summary>How far the connecting has come. All of it is read from the server's state, so that a closed window, a restart or another server of the cluster loses nothing.</summary>
public sealed record ConnectionOverview
{
    /// <summary>Null while none has been made.</summary>
    internal Tenant? Tenant { get; init; }

    internal AddressReport Address { get; init; } = new(AddressState.NoAnswer, "", "");

    /// <summary>Of the integration user.</summary>
    internal ConnectionStatus Salesforce { get; init; } = ConnectionStatus.Unlinked;

    /// <summary>A consumer secret is kept.</summary>
    internal bool HasConsumerSecret { get; init; }

    /// <summary>Why Webex did not take the integration when it was last checked; null when it did.</summary>
    internal CloudRefusal? WebexRefused { get; init; }

    internal ConnectionStatus ServiceApp { get; init; } = ConnectionStatus.Unlinked;

    /// <summary>Null when none is kept.</summary>
    internal PersonalTokenState? PersonalToken { get; init; }

    /// <summary>Whoever has signed in to Webex, by name.</summary>
    internal IReadOnlyList<LinkedPerson> People { get; init; } = [];

    /// <summary>Whoever was signed in here of late and is served by another org of this server now.</summary>
    internal IReadOnlyList<MovedPerson> Moved { get; init; } = [];

    /// <summary>Agents who have come from Salesforce, signed in to Webex or not.</summary>
    internal int Agents { get; init; }

    internal bool IsDone(WizardStep step) => step switch
    {
        // A delivery that came proves the address where this server cannot call itself: many routers lead nobody back in from within.
        WizardStep.Address => Address.Serves || (IsProved && Address.State != AddressState.NotSecure),
        WizardStep.Salesforce => Salesforce.State == ConnectionState.Linked,
        WizardStep.Webex => (Tenant is { WebexClientId.Length: > 0 } && WebexRefused is null) || ServiceApp.State == ConnectionState.Linked || PersonalToken is { IsRegistered: true },
        WizardStep.Webhooks => IsProved && People.Count > 0 && People.All(person => person.IsHeard),
        WizardStep.People => People.Any(person => person.Webex.State == ConnectionState.Linked),
        WizardStep.Done => Enum.GetValues<WizardStep>().Where(other => other != WizardStep.Done).All(IsDone),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };

    /// <summary>A delivery has arrived at the address that holds now.</summary>
    internal bool IsProved => Tenant?.WebhookProof?.Address == Address.Address;

    /// <summary>Where to go on: the first that is not done.</summary>
    internal WizardStep Next => Enum.GetValues<WizardStep>().First(step => step == WizardStep.Done || !IsDone(step));

    /// <summary>Nobody can do this step before those that it builds on.</summary>
    internal WizardStep? NeedsFirst(WizardStep step) => step switch
    {
        WizardStep.Address or WizardStep.Salesforce => null,
        _ when Tenant?.SalesforceOrgId is null => WizardStep.Salesforce,
        WizardStep.Webhooks or WizardStep.Done when !IsDone(WizardStep.Webex) => WizardStep.Webex,
        _ => null,
    };
}

/// <summary>Somebody who has signed in to Webex.</summary>
/// <param name="AgentId">Null when he is no agent any more.</param>
/// <param name="Webhook">Null when there is none yet.</param>
internal sealed record LinkedPerson(string PersonId, Guid? AgentId, string Name, string Email, ConnectionStatus Webex, WebhookState? Webhook)
{
    /// <summary>Webex announces his calls.</summary>
    public bool IsHeard => Webhook is { IsActive: true };
}

/// <param name="Email">As Webex knows him.</param>
internal sealed record MovedPerson(string Email, DateTimeOffset At);

/// <param name="Problem">Empty while all is well.</param>
internal sealed record WebhookState(bool IsActive, string Problem, DateTimeOffset CheckedAt);
