using Tieline.Server.Diagnostics;
using Tieline.Webex;

namespace Tieline.Server.Calls;

/// <summary>How a command is checked, sent, and its failure told.</summary>
public sealed partial class CallControl
{
    private static readonly CallControlResult Done = new(CallControlKind.Done, CallSentences.Done);

    private async Task<CallControlResult> WithAsync(
        AgentLine line, string callSessionId, CallCommand command, Func<CallView, Task<CallControlResult>> act, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginCall(line.TenantId, callSessionId);
        var call = await board.FindAsync(line.TenantId, callSessionId, line.PersonId, cancellationToken);
        return call is null ? new(CallControlKind.Gone, CallSentences.NoSuchCall)
            : CallAbilities.WhyNot(command, call) is { } reason ? new(call.IsOver ? CallControlKind.Gone : CallControlKind.NotPossible, reason)
            : await act(call);
    }

    private Task<CallControlResult> DoAsync(AgentLine line, Func<WebexClient, Task> send, CancellationToken cancellationToken) =>
        SendAsync(
            line,
            async webex =>
            {
                await send(webex);
                return Done;
            },
            cancellationToken);

    private async Task<CallControlResult> SendAsync(AgentLine line, Func<WebexClient, Task<CallControlResult>> send, CancellationToken cancellationToken)
    {
        try
        {
            return await clients.WebexAsPersonAsync(line.TenantId, line.PersonId, cancellationToken) is { } webex
                ? await send(webex)
                : new(CallControlKind.NotSignedIn, CallSentences.NotSignedIn);
        }
        catch (WebexException failure)
        {
            Log.Failed(logger, failure.Kind, failure.TrackingId);
            return ResultOf(failure);
        }
    }

    private static CallControlResult ResultOf(WebexException failure) => failure.Kind switch
    {
        WebexErrorKind.Unauthorized => new(CallControlKind.NotSignedIn, CallSentences.NotSignedIn),
        WebexErrorKind.Forbidden => new(CallControlKind.Refused, CallSentences.NotAllowed, failure.Message),
        WebexErrorKind.NotFound => new(CallControlKind.Gone, CallSentences.AlreadyEnded),
        WebexErrorKind.Conflict or WebexErrorKind.Invalid => new(CallControlKind.Refused, CallSentences.Refused, failure.Message),
        WebexErrorKind.RateLimited or WebexErrorKind.Locked or WebexErrorKind.Unavailable or WebexErrorKind.Unreachable =>
            new(CallControlKind.TryAgain, CallSentences.TryAgain, failure.RetryAfter is { } wait ? $"{wait.TotalSeconds:0}" : null),
        WebexErrorKind.Unsure => new(CallControlKind.Unsure, CallSentences.Unsure),
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure.Kind, "No result is known for this kind of failure."),
    };

    private static CallControlResult Begun(PlacedCall call) => Done with { CallSessionId = call.CallSessionId, CallId = call.CallId };

    private static RingAt? At(string? endpointId) => endpointId is null ? null : new RingAt { EndpointId = endpointId };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Webex did not carry out a call command ({Kind}, tracking id {TrackingId})")]
        public static partial void Failed(ILogger logger, WebexErrorKind kind, string? trackingId);
    }
}
