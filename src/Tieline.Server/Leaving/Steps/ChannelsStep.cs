using Tieline.Server.Leaving.Inventory;

namespace Tieline.Server.Leaving.Steps;

/// <summary>Takes the objects out of our channel of change events, so that the org sends them no more. Needs Customize Application; otherwise an admin does it.</summary>
internal sealed class ChannelsStep(OrgRemoval removal, OrgComponents components) : ILeavingStep
{
    public LeavingStep Step => LeavingStep.Channels;

    public Task<StepOutcome> RunAsync(LeavingRow row, CancellationToken cancellationToken) => removal.DeleteAsync(
        row, LeavingThing.ChannelMember,
        async org => [.. (await components.ChannelMembersAsync(org, cancellationToken)).Select(member => member.Id)],
        (org, id) => org.Tooling.DeleteAsync("PlatformEventChannelMember", id, cancellationToken), cancellationToken);
}
