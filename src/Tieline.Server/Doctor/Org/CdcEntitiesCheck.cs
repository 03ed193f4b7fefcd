using System.Globalization;
using Tieline.Salesforce;

namespace Tieline.Server.Doctor.Org;

/// <summary>Objects that may still be selected for change events: an org has five, over all channels, unless it bought more.</summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/platform/change-data-capture/guide/cdc-allocations.html">Change Data Capture allocations</a>.</remarks>
internal sealed class CdcEntitiesCheck : ICheck
{
    private const int Entities = 5;

    public Mender Who => Mender.Salesforce;

    public IReadOnlyList<string> Says { get; } = ["None", "NotAllowed"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var salesforce = await on.OrgClientAsync(cancellationToken);
        try
        {
            var members = await salesforce.Query.ToolingAsync<Member>($"SELECT EventChannel, SelectedEntity FROM PlatformEventChannelMember", cancellationToken);
            var taken = members.Where(one => one.SelectedEntity.EndsWith("ChangeEvent", StringComparison.Ordinal)).Select(one => one.SelectedEntity).Distinct().Order(StringComparer.Ordinal).ToList();
            var left = Math.Max(0, Entities - taken.Count);
            return (left == 0 ? Finding.Warning("None", string.Join(", ", taken)) : Finding.Well(left.ToString(CultureInfo.InvariantCulture)))
                .With($"PlatformEventChannelMember: {(taken.Count == 0 ? "none" : string.Join(", ", taken))}");
        }
        catch (SalesforceException problem) when (problem.Kind is SalesforceErrorKind.Forbidden or SalesforceErrorKind.Invalid or SalesforceErrorKind.NotFound)
        {
            return Finding.Unknown("NotAllowed", problem.Message).With($"PlatformEventChannelMember: {problem.ErrorCode}");
        }
    }

    private sealed record Member(string EventChannel, string SelectedEntity);
}
