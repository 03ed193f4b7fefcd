namespace Tieline.Server.Intake;

/// <summary>What became of one webhook request.</summary>
internal enum WebhookOutcome
{
    /// <summary>New and on disk.</summary>
    Stored,

    /// <summary>The same body came before; nothing changes.</summary>
    Repeated,

    /// <summary>Rightly signed, but of an event longer ago than repetitions are remembered; nothing changes.</summary>
    TooOld,

    /// <summary>Rightly signed, but of a resource that nobody here handles.</summary>
    OfNoConcern,

    /// <summary>The tenant is leaving: nothing new is taken in.</summary>
    Leaving,

    UnknownKey,
    NotSigned,
    WronglySigned,
    NoSecret,
    TooLarge,
    WrongContentType,
    NotJson,

    /// <summary>The database did not take it; Webex is told so.</summary>
    NotStored,
}

internal static class WebhookOutcomes
{
    /// <summary>The answer. Each one that is not 2xx counts towards the hundred after which Webex switches the webhook off.</summary>
    public static int StatusCode(this WebhookOutcome outcome) => outcome switch
    {
        WebhookOutcome.Stored or WebhookOutcome.Repeated or WebhookOutcome.TooOld or WebhookOutcome.OfNoConcern => StatusCodes.Status200OK,
        WebhookOutcome.UnknownKey => StatusCodes.Status404NotFound,
        WebhookOutcome.Leaving => StatusCodes.Status410Gone,
        WebhookOutcome.NotSigned or WebhookOutcome.WronglySigned or WebhookOutcome.NoSecret => StatusCodes.Status401Unauthorized,
        WebhookOutcome.TooLarge => StatusCodes.Status413PayloadTooLarge,
        WebhookOutcome.WrongContentType => StatusCodes.Status415UnsupportedMediaType,
        WebhookOutcome.NotJson => StatusCodes.Status400BadRequest,
        WebhookOutcome.NotStored => StatusCodes.Status503ServiceUnavailable,
    };
}
