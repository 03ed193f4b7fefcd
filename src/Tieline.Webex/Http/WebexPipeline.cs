using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Tieline.Webex.Http;

/// <summary>
/// The one way out: every request to the API passes <see cref="SendAsync(WebexRequest, CancellationToken)"/>. Token, one refresh, tracing and
/// the meaning of errors live here and nowhere else. Nothing is repeated here besides the one try after a refresh: what repeats decides when.
/// </summary>
internal sealed class WebexPipeline(HttpClient http, WebexOptions options, IAccessTokens tokens)
{
    public WebexOptions Options => options;

    /// <summary>Sends and reads the answer's JSON.</summary>
    public async Task<T> SendAsync<T>(WebexRequest request, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.Read<T>(request);
    }

    /// <summary>Sends; an answer other than 2xx or none at all becomes a <see cref="WebexException"/>.</summary>
    public async Task<WebexAnswer> SendAsync(WebexRequest request, CancellationToken cancellationToken)
    {
        using var activity = WebexTracing.Source.StartActivity(request.Operation, ActivityKind.Client);
        activity?.SetTag("http.request.method", request.Method.Method);
        activity?.SetTag("server.address", options.ApiBase.Host);
        try
        {
            var token = await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
            var answer = await SendOnceAsync(request, token, cancellationToken).ConfigureAwait(false);
            if (answer.Status == HttpStatusCode.Unauthorized)
            {
                activity?.AddEvent(new ActivityEvent("token refused"));
                token = await tokens.RefreshAsync(token, cancellationToken).ConfigureAwait(false);
                answer = await SendOnceAsync(request, token, cancellationToken).ConfigureAwait(false);
            }

            activity?.SetTag("http.response.status_code", (int)answer.Status);
            activity?.SetTag("webex.tracking_id", answer.TrackingId);
            return answer.IsSuccess ? answer : throw WebexErrors.From(answer, request);
        }
        catch (WebexException problem)
        {
            activity?.SetTag("error.type", problem.Kind.ToString());
            activity?.SetStatus(ActivityStatusCode.Error, problem.Kind.ToString());
            throw;
        }
    }

    private async Task<WebexAnswer> SendOnceAsync(WebexRequest request, string token, CancellationToken cancellationToken)
    {
        using var message = request.ToMessage(options.ApiBase, token);
        return await SendMessageAsync(http, message, options.Timeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a message that is whole already. Also used for sign-in, which has no token yet.</summary>
    internal static async Task<WebexAnswer> SendMessageAsync(HttpClient http, HttpRequestMessage message, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(limit.Token).ConfigureAwait(false);
            return WebexAnswer.From(response, body);
        }
        catch (OperationCanceledException timedOut) when (!cancellationToken.IsCancellationRequested)
        {
            throw WebexErrors.NoAnswer(message, $"Webex did not answer within {timeout.TotalSeconds:0.#} seconds.", timedOut);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            throw WebexErrors.NoAnswer(message, "The connection to Webex failed: " + cut.Message, cut);
        }
    }
}
