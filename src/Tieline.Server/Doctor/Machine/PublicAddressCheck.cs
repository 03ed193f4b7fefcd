using System.Net;

namespace Tieline.Server.Doctor.Machine;

/// <summary>Browsers, Webex and Salesforce reach this server by its public address. Tried from here: whether the way from outside is the same, only Webex's deliveries tell.</summary>
internal sealed class PublicAddressCheck(TielineOptions options, Outside outside) : ICheck
{
    public Mender Who => Mender.Host;

    public IReadOnlyList<string> Says { get; } = ["NotSecure", "Unreachable"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var address = new Uri(options.PublicAddress);
        if (!IsSecure(address))
        {
            return Finding.Broken("NotSecure", options.PublicAddress);
        }

        try
        {
            var answer = await outside.AskAsync(new Uri(address, "/health/live"), cancellationToken);
            return (answer.Status == HttpStatusCode.OK ? Finding.Well(options.PublicAddress) : Finding.Broken("Unreachable", options.PublicAddress, $"{(int)answer.Status}"))
                .With($"GET {address.GetLeftPart(UriPartial.Authority)}/health/live {(int)answer.Status}");
        }
        catch (OutsideException problem)
        {
            return Finding.Broken("Unreachable", options.PublicAddress, problem.Message);
        }
    }

    /// <summary>Pure. Webex posts to https only, and browsers frame nothing else; on this very machine it may be plain.</summary>
    internal static bool IsSecure(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || address.Host == "localhost" || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
}
