using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>Makes requests go wrong as the set faults say. The control doors themselves never fail.</summary>
public sealed class FaultGate(RequestDelegate next, SalesforceOrg org, FaultList faults, HeldRequests held, RestPipeline pipeline, IServiceProvider services)
{
    /// <summary>Marks a request that waits while it saves.</summary>
    internal const string SlowSave = "slow save";

    public Task InvokeAsync(HttpContext context)
    {
        var fault = RequestLog.IsCloudPath(context.Request.Path) ? faults.Meet(context.Request.Method, context.Request.Path.Value ?? "") : null;
        return fault?.Kind switch
        {
            null or "duplicate" => next(context),
            "slowSave" => SlowSaveAsync(context, fault),
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
        await held.WaitAsync(fault, context.RequestAborted);
        await next(context);
    }

    /// <summary>The request is carried out at once, its answer is kept back.</summary>
    private async Task SlowAnswerAsync(HttpContext context, Fault fault)
    {
        var body = context.Response.Body;
        using var kept = new MemoryStream();
        context.Response.Body = kept;
        await next(context);
        await held.WaitAsync(fault, context.RequestAborted);
        context.Response.Body = body;
        await body.WriteAsync(kept.ToArray(), context.RequestAborted);
    }

    /// <summary>The pipeline waits, once it holds the rows.</summary>
    private Task SlowSaveAsync(HttpContext context, Fault fault)
    {
        context.Items[SlowSave] = fault;
        return next(context);
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
        var after = TimeSpan.FromSeconds(fault.DelaySeconds!.Value);
        if (IsRest(context))
        {
            var (call, refusal) = await pipeline.ReadAsync(context);
            if (call is null)
            {
                await pipeline.WriteAsync(context, refusal!);
                return;
            }

            held.Later(after, () => Task.FromResult(RestRouter.Handle(call)));
        }
        else
        {
            var later = await Replay.OfAsync(context, services);
            held.Later(after, () => next(later));
        }

        await Abort(context);
    }

    private static bool IsRest(HttpContext context) => context.Request.Path.StartsWithSegments("/services/data");

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
        if (IsRest(context)) await pipeline.WriteAsync(context, NamedFaults.Rest(fault.Kind!));
        else await NamedFaults.OAuth(fault.Kind!, context.Request.Path).ExecuteAsync(context);
    }
}
