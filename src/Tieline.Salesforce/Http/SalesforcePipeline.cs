using System.Diagnostics;

namespace Tieline.Salesforce.Http;

/// <summary>
/// The one way out: every request to the org passes <see cref="SendAsync(SalesforceRequest, CancellationToken)"/>. Token, one refresh, usage,
/// tracing and the meaning of errors live here and nowhere else. Nothing is repeated besides the one try after a refresh: what repeats decides when.
/// </summary>
internal sealed class SalesforcePipeline(HttpClient http, SalesforceOptions options, IAccessTokens tokens)
{
    private ApiUsage? _lastUsage;

    public SalesforceOptions Options => options;

    /// <summary>The org's use of requests as the last answer told it.</summary>
    public ApiUsage? LastUsage => Volatile.Read(ref _lastUsage);

    /// <summary>Sends and reads the answer's JSON.</summary>
    public async Task<T> SendAsync<T>(SalesforceRequest request, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return answer.Read<T>(request);
    }

    /// <summary>Sends; an answer other than 2xx or 304, or none at all, becomes a <see cref="SalesforceException"/>.</summary>
    public async Task<SalesforceAnswer> SendAsync(SalesforceRequest request, CancellationToken cancellationToken)
    {
        using var activity = SalesforceTracing.Source.StartActivity(request.Operation, ActivityKind.Client);
        activity?.SetTag("http.request.method", request.Method.Method);
        activity?.SetTag("server.address", options.InstanceUrl.Host);
        try
        {
            var token = await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
            var answer = await SendOnceAsync(request, token, cancellationToken).ConfigureAwait(false);
            if (answer.SessionExpired)
            {
                activity?.AddEvent(new ActivityEvent("session expired"));
                token = await tokens.RefreshAsync(token, cancellationToken).ConfigureAwait(false);
                answer = await SendOnceAsync(request, token, cancellationToken).ConfigureAwait(false);
            }

            activity?.SetTag("http.response.status_code", (int)answer.Status);
            return answer.IsGood ? answer : throw SalesforceErrors.From(answer, request);
        }
        catch (SalesforceException problem)
        {
            activity?.SetTag("error.type", problem.ErrorCode ?? problem.Kind.ToString());
            activity?.SetStatus(ActivityStatusCode.Error, problem.Kind.ToString());
            throw;
        }
    }

    private async Task<SalesforceAnswer> SendOnceAsync(SalesforceRequest request, string token, CancellationToken cancellationToken)
    {
        using var message = request.ToMessage(options, token);
        var answer = await SendMessageAsync(http, message, options.Timeout, cancellationToken).ConfigureAwait(false);
        if (ApiUsage.Parse(answer.LimitInfo) is { } usage)
        {
            Volatile.Write(ref _lastUsage, usage);
        }

        return answer;
    }

    /// <summary>Sends a message that is whole already. Also used for sign-in, which has no token yet.</summary>
    internal static async Task<SalesforceAnswer> SendMessageAsync(HttpClient http, HttpRequestMessage message, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(limit.Token).ConfigureAwait(false);
            return SalesforceAnswer.From(response, body);
        }
        catch (OperationCanceledException timedOut) when (!cancellationToken.IsCancellationRequested)
        {
            throw SalesforceErrors.NoAnswer(message, $"Salesforce did not answer within {timeout.TotalSeconds:0.#} seconds.", timedOut);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            throw SalesforceErrors.NoAnswer(message, "The connection to Salesforce failed: " + cut.Message, cut);
        }
    }
}
