using System.Net;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Doctor;

/// <summary>Asks addresses as anybody may, without a token, following no redirect.</summary>
internal sealed class Outside(IHttpClientFactory http, Clock clock)
{
    public const string ClientName = "doctor";

    /// <summary>How long an address may take; less than a check may look, so that who hangs is told from who is slow to judge.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int MostCharacters = 200_000;

    /// <exception cref="OutsideException">No answer.</exception>
    public async Task<OutsideAnswer> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        var askedAt = clock.UtcNow;
        try
        {
            using var response = await http.CreateClient(ClientName).GetAsync(address, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            string? Header(string name) => response.Headers.NonValidated.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
            return new OutsideAnswer(
                response.StatusCode, body.Length <= MostCharacters ? body : body[..MostCharacters], response.Headers.Location?.OriginalString, response.Headers.Date,
                Header("X-Frame-Options"), Header("Content-Security-Policy"), askedAt, clock.UtcNow);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException || (problem is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new OutsideException(problem.Message, problem);
        }
    }
}

/// <param name="Location">Where it leads; null when nowhere.</param>
/// <param name="Date">The time of whoever answered; null when it was not said.</param>
internal sealed record OutsideAnswer(
    HttpStatusCode Status, string Body, string? Location, DateTimeOffset? Date, string? XFrameOptions, string? ContentPolicy, DateTimeOffset AskedAt, DateTimeOffset AnsweredAt)
{
    public bool Says(string word) => Body.Contains(word, StringComparison.OrdinalIgnoreCase) || Location?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>An address did not answer.</summary>
internal sealed class OutsideException(string message, Exception? innerException = null) : Exception(message, innerException);
