using Tieline.Server.Lightning;

namespace Tieline.Server.Leaving.Mail;

/// <summary>A mail of plain text.</summary>
/// <param name="To">One address, as <see cref="MailAddresses.IsOne"/> takes it.</param>
internal sealed record Letter(string To, string Subject, string Text);

/// <summary>What became of a mail.</summary>
/// <param name="Problem">A text's key; null when the server took it.</param>
/// <param name="Detail">Fills its hole: the server's words.</param>
internal sealed record MailOutcome(string? Problem, string Detail = "")
{
    public static readonly MailOutcome Sent = new((string?)null);

    public bool IsSent => Problem is null;

    public string In(Texts say) => Problem is null ? "" : say[Problem, Detail];
}
