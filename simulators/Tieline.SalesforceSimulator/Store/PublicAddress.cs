using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Tieline.SalesforceSimulator.Store;

/// <summary>The org's own address as told to the outside (<c>instance_url</c>, identity); known once the port is bound.</summary>
public sealed class PublicAddress(SalesforceSimulatorOptions options, IServer server)
{
    /// <summary>Without a trailing slash.</summary>
    public string Url
    {
        get
        {
            var wanted = new Uri(options.Url);
            if (wanted.Port != 0) return options.Url.TrimEnd('/');
            var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
            return bound is null ? options.Url : $"http://{wanted.Host}:{new Uri(bound).Port}";
        }
    }
}
