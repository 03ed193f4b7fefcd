using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>Where the Pub/Sub API is met, as <c>host:port</c>; known once the ports are bound.</summary>
internal sealed class PubSubAddresses(IServer server)
{
    public string? Tls => Bound(Uri.UriSchemeHttps, skip: 0);

    /// <summary>HTTP/2 without TLS. The org's own address is the first of that scheme.</summary>
    public string? Plain => Bound(Uri.UriSchemeHttp, skip: 1);

    private string? Bound(string scheme, int skip) =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.Select(a => new Uri(a)).Where(a => a.Scheme == scheme).Skip(skip).FirstOrDefault() is { } found ? $"localhost:{found.Port}" : null;
}
