using Microsoft.AspNetCore.Connections;

namespace Tieline.Demo;

/// <summary>Says why a demo could not start or connect, and what to do; with a trace only where nobody foresaw it.</summary>
internal static class DemoFailure
{
    private const string BeginAnew = "To begin anew, run ./run --fresh, end it with Ctrl-C, and run ./run.";

    public static string Sentence(Exception failure) => failure switch
    {
        DemoPortException or DemoFolderException or InvalidDataException => failure.Message,
        IOException { InnerException: AddressInUseException } taken => $"{taken.Message.TrimEnd('.')}. Choose other ports with TIELINE_PORT, SALESFORCE_PORT and WEBEX_PORT.",
        UnauthorizedAccessException => $"{failure.Message} Choose another data folder with TIELINE_DATA.",
        InvalidOperationException or HttpRequestException or IOException or TaskCanceledException => $"The demo could not go on: {failure.Message.TrimEnd('.')}. {BeginAnew}",
        _ => $"The demo could not go on, which is a fault of its own. {BeginAnew}\n{failure}",
    };
}
