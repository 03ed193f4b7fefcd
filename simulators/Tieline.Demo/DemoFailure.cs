using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;

namespace Tieline.Demo;

/// <summary>Says in one sentence why a demo could not start or connect, and what to do.</summary>
internal static class DemoFailure
{
    private const string BeginAnew = "To begin anew, run ./run --fresh, end it with Ctrl-C, and run ./run.";

    public static string Sentence(Exception failure, DemoOptions options) => failure switch
    {
        IOException { InnerException: AddressInUseException or SocketException } taken =>
            $"{taken.Message.TrimEnd('.')}. Another demo may be running; choose other ports with TIELINE_PORT, SALESFORCE_PORT and WEBEX_PORT.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } refused =>
            $"This machine does not let us listen: {refused.Message}. Choose ports above 1023 with TIELINE_PORT, SALESFORCE_PORT and WEBEX_PORT.",
        JsonException => $"A state file in {options.DataFolder} cannot be read: {failure.Message} {BeginAnew}",
        UnauthorizedAccessException => $"{failure.Message} Choose another data folder with TIELINE_DATA.",
        _ => $"The demo could not go on: {failure.Message.TrimEnd('.')}. {BeginAnew}",
    };
}
