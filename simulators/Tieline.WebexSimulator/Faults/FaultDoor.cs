using System.Text.Json;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;
using Tieline.WebexSimulator.OAuth;

namespace Tieline.WebexSimulator.Faults;

/// <summary>Lets the faults in force strike requests of the cloud's paths.</summary>
internal sealed class FaultDoor(RequestDelegate next, FaultBook faults, WebexCloud cloud, UsageLog usage)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var refreshToken = CloudDoor.IsCloud(http.Request.Path) && faults.AnyOf(Fault.RefreshFails) ? await RefreshTokenAsync(http) : null;
        var fault = CloudDoor.IsCloud(http.Request.Path) ? faults.Next(http.Request, refreshToken is not null) : null;
        await (fault?.Kind switch
        {
            null => next(http),
            "slow" => DelayAsync(http, fault),
            "cut" => CutAsync(http),
            "refuse" => Abort(http),
            "lateCommit" => CommitLateAsync(http, fault),
            Fault.RefreshFails => FailRefresh(fault, refreshToken!),
            _ => RefuseAsync(http, fault),
        });
    }

    /// <summary>The token that the request wants to refresh by; null when it wants something else.</summary>
    private static async Task<string?> RefreshTokenAsync(HttpContext http)
    {
        if (!http.Request.Path.Value!.EndsWith("/access_token", StringComparison.Ordinal))
        {
            return null;
        }

        http.Request.EnableBuffering();
        var field = await OAuthForm.ReadAsync(http);
        http.Request.Body.Position = 0;
        return field?.Invoke("grant_type") == "refresh_token" ? field("refresh_token") ?? "" : null;
    }

    private Task FailRefresh(Fault fault, string refreshToken)
    {
        if (fault.TokenDies)
        {
            cloud.Run(() =>
            {
                cloud.Tokens.GiveBack(refreshToken);
                cloud.Changed();
            });
        }

        throw WebexFailure.BadRequest(AccessTokenEndpoint.BadRefreshToken);
    }

    private async Task DelayAsync(HttpContext http, Fault fault)
    {
        if (fault.Seconds > 0)
        {
            await faults.HoldAsync(cloud, fault.Seconds).WaitAsync(http.RequestAborted);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs), TimeProvider.System, http.RequestAborted);
        await next(http);
    }

    /// <summary>The request is carried out; its answer, refusals included, is lost.</summary>
    private async Task CutAsync(HttpContext http)
    {
        await CarryOutUnheardAsync(http);
        await Abort(http);
    }

    private async Task CommitLateAsync(HttpContext http, Fault fault)
    {
        var replay = await CopyAsync(http);
        cloud.Clock.After(TimeSpan.FromSeconds(fault.Seconds), async () =>
        {
            await CarryOutUnheardAsync(replay);
            usage.Add(cloud.Clock.Now, replay, replay.Response.StatusCode);
        });
        await Abort(http);
    }

    /// <summary>The request as it can be carried out when its connection is long gone.</summary>
    private async Task<HttpContext> CopyAsync(HttpContext http)
    {
        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        body.Position = 0;
        var replay = new DefaultHttpContext { RequestServices = cloud.Services };
        (replay.Request.Method, replay.Request.Path, replay.Request.QueryString) = (http.Request.Method, http.Request.Path, http.Request.QueryString);
        (replay.Request.Scheme, replay.Request.Host, replay.Request.Body) = (http.Request.Scheme, http.Request.Host, body);
        foreach (var header in http.Request.Headers)
        {
            replay.Request.Headers[header.Key] = header.Value;
        }

        return replay;
    }

    private async Task CarryOutUnheardAsync(HttpContext http)
    {
        http.Response.Body = Stream.Null;
        try
        {
            await next(http);
        }
        catch (WebexFailure failure)
        {
            http.Response.StatusCode = failure.Status;
        }
    }

    private static Task Abort(HttpContext http)
    {
        http.Items[UsageLog.CutItem] = true;
        http.Abort();
        return Task.CompletedTask;
    }

    private async Task RefuseAsync(HttpContext http, Fault fault)
    {
        if (fault is { Kind: "unauthorized", TokenDies: true })
        {
            cloud.Run(() =>
            {
                cloud.Tokens.Kill(http.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.OrdinalIgnoreCase).Trim());
                cloud.Changed();
            });
        }

        foreach (var (name, value) in fault.Headers)
        {
            http.Response.Headers[name] = value;
        }

        if (fault.RetryAfter is not null)
        {
            http.Response.Headers.RetryAfter = fault.RetryAfter;
        }

        if (fault.HasNoBody)
        {
            http.Response.StatusCode = fault.Status;
            return;
        }

        if (fault.Body is not { } body)
        {
            throw new WebexFailure(fault.Status, Words(fault));
        }

        http.Response.StatusCode = fault.Status;
        http.Response.ContentType ??= body.ValueKind == JsonValueKind.String ? "text/plain;charset=UTF-8" : "application/json;charset=UTF-8";
        await http.Response.WriteAsync(body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText(), http.RequestAborted);
    }

    private static string Words(Fault fault) => fault.Status switch
    {
        401 => WebexFailure.Unauthorized().Message,
        403 => Access.Lacking("").Message,
        404 => WebexFailure.NotFound().Message,
        423 => "The requested resource is temporarily unavailable.",
        429 => "Too many requests have been sent in a given amount of time and the request has been rate limited.",
        502 => "The server received an invalid response from an upstream server while processing the request.",
        503 => "Server is overloaded with requests. Try again later.",
        504 => "An upstream server failed to respond on time. If your query uses max parameter, please try to reduce it.",
        _ => "Something went wrong on the server.",
    };
}
