using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>Makes requests go wrong as the set faults say. The control doors themselves never fail.</summary>
public sealed class FaultGate(RequestDelegate next, SalesforceOrg org, FaultList faults, RestPipeline pipeline)
{
    public Task InvokeAsync(HttpContext context)
    {
        var fault = RequestLog.IsCloudPath(context.Request.Path) ? faults.Meet(context.Request.Method, context.Request.Path.Value ?? "") : null;
        return fault?.Kind switch
        {
            null => next(context),
            "slow" => SlowAsync(context, fault),
            "slowAnswer" => SlowAnswerAsync(context, fault),
            "cut" => CutAsync(context),
            "refuse" => Abort(context),
            "lateCommit" => LateAsync(context, fault),
            "status" => StatusAsync(context, fault),
            _ => NamedAsync(context, fault),
        };
    }

    private async Task SlowAsync(HttpContext context, Fault fault)
    {
        await WaitAsync(context, fault);
        await next(context);
    }

    /// <summary>The request is carried out at once, its answer is kept back.</summary>
    private async Task SlowAnswerAsync(HttpContext context, Fault fault)
    {
        var body = context.Response.Body;
        using var kept = new MemoryStream();
        context.Response.Body = kept;
        await next(context);
        await WaitAsync(context, fault);
        context.Response.Body = body;
        await body.WriteAsync(kept.ToArray(), context.RequestAborted);
    }

    private async Task WaitAsync(HttpContext context, Fault fault)
    {
        if (fault.DelayMs is { } milliseconds) await Task.Delay(milliseconds, context.RequestAborted);
        if (fault.Seconds is { } seconds) await org.Clock.DelayAsync(TimeSpan.FromSeconds(seconds), context.RequestAborted);
    }

    /// <summary>The request is carried out, its answer is lost.</summary>
    private async Task CutAsync(HttpContext context)
    {
        using var unseen = new MemoryStream();
        context.Response.Body = unseen;
        await next(context);
        await Abort(context);
    }

    /// <summary>The connection is cut at once; what was asked happens later, on the org's clock.</summary>
    private async Task LateAsync(HttpContext context, Fault fault)
    {
        var (call, refusal) = await pipeline.ReadAsync(context);
        if (call is null)
        {
            await pipeline.WriteAsync(context, refusal!);
            return;
        }

        org.Clock.At(org.Clock.Now + TimeSpan.FromSeconds(fault.DelaySeconds!.Value), () =>
        {
            RestRouter.Handle(call);
            return Task.CompletedTask;
        });
        await Abort(context);
    }

    private static Task Abort(HttpContext context)
    {
        context.Items[RequestLog.Cut] = true;
        context.Abort();
        return Task.CompletedTask;
    }

    private static async Task StatusAsync(HttpContext context, Fault fault)
    {
        context.Response.StatusCode = fault.Status!.Value;
        foreach (var (name, value) in fault.Headers ?? []) context.Response.Headers[name] = value;
        if (fault.Body is null) return;
        context.Response.ContentType ??= "application/json;charset=UTF-8";
        await context.Response.WriteAsync(fault.Body.ToJsonString(RestJson.Plain), context.RequestAborted);
    }

    private async Task NamedAsync(HttpContext context, Fault fault)
    {
        if (fault.Kind == "sessionExpired" && RestPipeline.Bearer(context.Request) is { } token) org.Sessions.End(token);
        if (fault.RetryAfter is { } after) context.Response.Headers.RetryAfter = after;
        await pipeline.WriteAsync(context, Named(fault.Kind!));
    }

    private static RestAnswer Named(string kind) => kind switch
    {
        "sessionExpired" => RestPipeline.SessionInvalid(),
        "requestLimitExceeded" => RestAnswer.Of(new SalesforceRefusal(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")),
        "lockRow" => RestAnswer.Of(SalesforceRefusal.Bad("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record or 1 records: " + RecordIds.Make("001", 1))),
        "serverUnavailable" => RestAnswer.Of(new SalesforceRefusal(503, "SERVER_UNAVAILABLE", "The server is temporarily unavailable. Try again later.")),
        "tooManyRequests" => RestAnswer.Of(new SalesforceRefusal(429, "REQUEST_LIMIT_EXCEEDED", "Too many requests. Try again later.")),
        _ => RestAnswer.Of(new SalesforceRefusal(500, "UNKNOWN_EXCEPTION", "An unexpected error occurred. Please include this ErrorId if you contact support: 1234567890-12345 (1234567890)")),
    };
}
