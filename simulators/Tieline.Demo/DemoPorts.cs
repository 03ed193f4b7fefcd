using System.Net;
using System.Net.Sockets;

namespace Tieline.Demo;

/// <summary>Asks before anything starts whether the demo's ports are free: a server that fails in the midst of its start writes its trace first.</summary>
internal static class DemoPorts
{
    /// <summary>Throws <see cref="DemoPortException"/> that names the port and the variable that changes it.</summary>
    public static void AssertFree(DemoOptions options)
    {
        foreach (var (port, variable) in new[] { (options.TielinePort, "TIELINE_PORT"), (options.SalesforcePort, "SALESFORCE_PORT"), (options.WebexPort, "WEBEX_PORT") })
        {
            AssertFree(port, variable);
        }

        if (options.PubSubPort != 0) AssertFree(options.PubSubPort, "SALESFORCE_PUBSUB_PORT");
    }

    private static void AssertFree(int port, string variable)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
        }
        catch (SocketException problem)
        {
            throw new DemoPortException($"Port {port} cannot be used: {problem.Message}. Another demo may be running. Choose another port with {variable}.", problem);
        }
    }
}

internal sealed class DemoPortException(string message, Exception inner) : Exception(message, inner);
