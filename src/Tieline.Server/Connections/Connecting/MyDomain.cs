using System.Net;
using System.Text.RegularExpressions;

namespace Tieline.Server.Connections.Connecting;

/// <summary>
/// An org's My Domain, read from whatever address of the org people copy. Its parts name all other hosts of the org: see
/// <a href="https://help.salesforce.com/s/articleView?id=xcloud.domain_name_url_formats.htm">My Domain URL formats</a>.
/// </summary>
/// <param name="Login">Where one signs in and where the API lies, without a trailing slash.</param>
/// <param name="Origins">Whose pages may show the panels: the Lightning pages, the org's own, and its Visualforce pages.</param>
/// <param name="Name">The first part, such as <c>acme</c> or <c>acme--uat</c>.</param>
/// <param name="IsSandbox">The address is one of a sandbox or another org for trying.</param>
public sealed partial record MyDomain(string Login, IReadOnlyList<string> Origins, string Name, bool IsSandbox)
{
    /// <summary>Null: it is no address of one org. <c>login.salesforce.com</c> is none: it serves all orgs, and does not know which is meant.</summary>
    public static MyDomain? Read(string? typed)
    {
        var text = (typed ?? "").Trim().TrimEnd('.');
        if (text.Length is 0 or > 2000)
        {
            return null;
        }

        text = BareName().IsMatch(text) ? text + ".my.salesforce.com" : text;
        text = text.Contains("://", StringComparison.Ordinal) ? text : (IsThisMachine(text.Split(':', '/')[0]) ? "http://" : "https://") + text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || address.Scheme is not ("http" or "https"))
        {
            return null;
        }

        if (IsThisMachine(address.Host))
        {
            var origin = address.GetLeftPart(UriPartial.Authority);
            return new MyDomain(origin, [origin], address.Host, IsSandbox: true);
        }

        return Host().Match(address.Host.ToLowerInvariant()) is { Success: true } host && address.IsDefaultPort ? Of(host) : null;
    }

    /// <summary>Whether the name means the machine that this server runs on.</summary>
    public static bool IsThisMachine(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static MyDomain Of(Match host)
    {
        // A Visualforce host has the package's namespace behind the name: acme--c, acme--uat--c.
        var name = host.Groups["vf"].Success ? host.Groups["name"].Value[..host.Groups["name"].Value.LastIndexOf("--", StringComparison.Ordinal)] : host.Groups["name"].Value;
        var partition = host.Groups["partition"].Value;
        return new MyDomain(
            $"https://{name}.{partition}my.salesforce.com",
            [$"https://{name}.{partition}lightning.force.com", $"https://{name}.{partition}my.salesforce.com", $"https://{name}--c.{partition}vf.force.com"],
            name, partition.Length > 0);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\z")]
    private static partial Regex BareName();

    [GeneratedRegex(@"\A(?:(?<name>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)\.(?<partition>(?:sandbox|develop|scratch|demo|patch|stage|free|trailblaze)\.)?(?:my\.salesforce\.com|lightning\.force\.com|my\.salesforce-setup\.com|file\.force\.com|my\.site\.com)|(?<vf>)(?<name>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?--[a-z0-9_]+)\.(?<partition>(?:sandbox|develop|scratch|demo|patch|stage|free|trailblaze)\.)?(?:vf\.force\.com|visualforce\.com))\z")]
    private static partial Regex Host();
}
