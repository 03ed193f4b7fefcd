using System.Text;

namespace Tieline.Server.Connections.Connecting;

/// <summary>Reads what a stranger's server answers: it may be anything, and of any length.</summary>
internal static class ShortAnswer
{
    /// <param name="answer">Of which only the headers were awaited.</param>
    /// <param name="longest">In bytes; what comes after is not read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HttpRequestException">It broke off.</exception>
    /// <exception cref="OperationCanceledException">Also when it takes longer than a request may.</exception>
    public static async Task<string> ReadAsync(HttpResponseMessage answer, int longest, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(CloudClients.Timeout);
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(limited.Token);
            var buffer = new byte[longest];
            var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, limited.Token);
            return Encoding.UTF8.GetString(buffer, 0, length);
        }
        catch (IOException cut)
        {
            throw new HttpRequestException(cut.Message, cut);
        }
    }
}
