using System.Net.Mime;
using Tieline.Webex;

namespace Tieline.Server.Connections.Connecting;

/// <summary>Where this server asks itself from outside, and where the one delivery of a temporary webhook comes.</summary>
internal static class ProofEndpoints
{
    private const int LongestBody = 256 * 1024;

    public static void MapProofs(this WebApplication app)
    {
        app.MapGet(AddressProof.Path + "{nonce}", Answer);
        app.MapPost(Proofs.Path + "{key}", TakeAsync);
    }

    private static IResult Answer(string nonce, HttpContext context, AddressProof proof)
    {
        context.Response.Headers.CacheControl = "no-store";
        return nonce.Length == AddressProof.NonceLength ? Results.Text(proof.Answer(nonce), MediaTypeNames.Text.Plain) : Results.NotFound();
    }

    private static async Task<IResult> TakeAsync(string key, HttpContext context, Proofs proofs, CancellationToken cancellationToken)
    {
        if (context.Request.ContentLength > LongestBody)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (!await proofs.IsOpenAsync(key, cancellationToken))
        {
            return Results.NotFound(); // Before anything is read: anybody may knock here.
        }

        var body = new byte[LongestBody + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
        return Results.StatusCode(length > LongestBody
            ? StatusCodes.Status413PayloadTooLarge
            : await proofs.TakeAsync(key, body[..length], context.Request.Headers[WebhookSignature.HeaderName], CancellationToken.None));
    }
}
