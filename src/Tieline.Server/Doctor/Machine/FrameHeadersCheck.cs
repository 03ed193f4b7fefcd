namespace Tieline.Server.Doctor.Machine;

/// <summary>Nothing between this server and the browsers forbids the panels to be framed. A proxy that adds <c>X-Frame-Options</c>, or a policy of its own, leaves them white.</summary>
internal sealed class FrameHeadersCheck(TielineOptions options, Outside outside) : ICheck
{
    private const string Ancestors = "frame-ancestors";

    public Mender Who => Mender.Host;

    public IReadOnlyList<string> Says { get; } = ["Forbidden", "Changed"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        if (on.Tenant.SalesforceOrgId is not { } orgId)
        {
            throw new BlockedException("SalesforceSignIn", "");
        }

        try
        {
            var page = await outside.AskAsync(new Uri($"{options.PublicAddress}/panels/softphone?org={orgId}"), cancellationToken);
            return Judge(page.XFrameOptions, page.ContentPolicy, on.Tenant.HostOrigins)
                .With($"X-Frame-Options: {page.XFrameOptions ?? "none"}", $"{Ancestors}: {string.Join(" / ", AncestorsIn(page.ContentPolicy ?? ""))}");
        }
        catch (OutsideException problem)
        {
            throw new BlockedException("PublicAddress", problem.Message);
        }
    }

    /// <summary>Pure. Of several policies each must allow it, so each must name every host.</summary>
    internal static Finding Judge(string? xFrameOptions, string? contentPolicy, IReadOnlyList<string> hosts)
    {
        var said = AncestorsIn(contentPolicy ?? "").ToList();
        return xFrameOptions is not null ? Finding.Broken("Forbidden", xFrameOptions)
            : said.Count > 0 && said.All(list => hosts.All(host => list.Split(' ').Contains(host, StringComparer.OrdinalIgnoreCase))) ? Finding.Well()
            : Finding.Broken("Changed");
    }

    private static IEnumerable<string> AncestorsIn(string policy) =>
        policy.Split([';', ',']).Select(part => part.Trim()).Where(part => part.StartsWith(Ancestors, StringComparison.OrdinalIgnoreCase)).Select(part => part[Ancestors.Length..].Trim());
}
