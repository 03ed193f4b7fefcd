using System.Net;
using System.Net.Sockets;
using Tieline.Server.Connections.Tokens;

namespace Tieline.Server.Connections.Connecting;

/// <summary>How the server's public address was found when it was called from here.</summary>
internal enum AddressState
{
    /// <summary>https, and it led back to this server.</summary>
    Good,

    /// <summary>It led back, but the name means a machine inside this network: no cloud can reach it.</summary>
    PrivateNetwork,

    /// <summary>It led back, but the name means this very machine: enough for trying things here.</summary>
    ThisMachine,

    /// <summary>No https: the clouds send nothing there and browsers show no panel.</summary>
    NotSecure,

    /// <summary>Something answered that is not this server.</summary>
    AnotherServer,

    /// <summary>Nothing answered; see <see cref="AddressReport.Detail"/>.</summary>
    NoAnswer,
}

/// <param name="Detail">What was met, in the words of whoever met it; empty when all is well.</param>
internal sealed record AddressReport(AddressState State, string Address, string Detail)
{
    /// <summary>Clouds and browsers can use it, or at least this machine can.</summary>
    public bool Serves => State is AddressState.Good or AddressState.ThisMachine or AddressState.PrivateNetwork;
}

/// <summary>
/// Calls the public address as the clouds would, as far as that can be done from within: name, route, TLS, proxy and the way back are real, only the firewall
/// towards the outside is not seen. A webhook that arrives proves the rest.
/// </summary>
internal sealed class AddressCheck(TielineOptions options, AddressProof proof, IHttpClientFactory http)
{
    private const int LongestAnswer = 2048;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<AddressReport> RunAsync(CancellationToken cancellationToken)
    {
        var address = new Uri(options.PublicAddress);
        var isHere = MyDomain.IsThisMachine(address.Host);
        if (address.Scheme != Uri.UriSchemeHttps && !isHere)
        {
            return Report(AddressState.NotSecure);
        }

        var nonce = AddressProof.NewNonce();
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Patience);
        try
        {
            using var answer = await http.CreateClient(Clouds.Webex).GetAsync(new Uri(address, AddressProof.Path + nonce), HttpCompletionOption.ResponseHeadersRead, limited.Token);
            var text = answer.IsSuccessStatusCode ? await ShortAnswer.ReadAsync(answer, LongestAnswer, limited.Token) : "";
            return !proof.IsAnswerTo(nonce, text) ? Report(AddressState.AnotherServer, $"HTTP {(int)answer.StatusCode}")
                : isHere ? Report(AddressState.ThisMachine)
                : await IsPrivateAsync(address.Host, limited.Token) is { } ip ? Report(AddressState.PrivateNetwork, ip)
                : Report(AddressState.Good);
        }
        catch (Exception problem) when (problem is HttpRequestException or SocketException or IOException || (problem is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Report(AddressState.NoAnswer, problem is OperationCanceledException ? $"{Patience.TotalSeconds:0} s" : (problem.InnerException ?? problem).Message);
        }

        AddressReport Report(AddressState state, string detail = "") => new(state, options.PublicAddress, detail);
    }

    private static async Task<string?> IsPrivateAsync(string host, CancellationToken cancellationToken)
    {
        var found = IPAddress.TryParse(host.Trim('[', ']'), out var ip) ? [ip] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        return found.Length > 0 && found.All(PrivateNetworks.Contain) ? string.Join(", ", found.Select(one => one.ToString())) : null;
    }
}
