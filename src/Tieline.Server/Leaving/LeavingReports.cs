using System.Globalization;
using System.Text;
using Tieline.Server.Leaving.Mail;
using Tieline.Server.Lightning;

namespace Tieline.Server.Leaving;

/// <summary>What is said at the end: what there was, what stays, and who removes it where.</summary>
internal sealed class LeavingReports(Mailer mailer)
{
    /// <summary>Mails the report. Null when the mail server took it, otherwise why it did not.</summary>
    public async Task<string?> MailAsync(LeavingState state, string to, CancellationToken cancellationToken)
    {
        var say = Texts.For(state.Language);
        var outcome = await mailer.SendAsync(new Letter(to, say["LeavingMailSubject", state.TenantName], TextOf(state, say)), cancellationToken);
        return outcome.IsSent ? null : outcome.In(say);
    }

    public static string TextOf(LeavingState state, Texts say)
    {
        var text = new StringBuilder();
        text.AppendLine(say["LeavingMailIntro", state.TenantName, Time(state.StartedAt, say), state.FinishedAt is { } at ? Time(at, say) : "-"]).AppendLine();
        text.AppendLine(say["LeavingMailFound"]);
        foreach (var same in state.Found.GroupBy(item => item.Thing))
        {
            text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"- {say[$"Leaving.{same.Key}"]}: {same.Sum(item => item.Count)}"));
        }

        text.AppendLine(state.Found.Count == 0 ? "-" : "").AppendLine(say["LeavingMailRemains"]);
        foreach (var same in state.Remains.GroupBy(left => left.Thing))
        {
            text.AppendLine($"- {say[$"Leaving.{same.Key}"]}. {say[$"Leaving.{same.Key}.Who"]}");
            foreach (var left in same)
            {
                text.AppendLine($"    {LineOf(left, say)}");
            }
        }

        return text.AppendLine(state.Remains.Count == 0 ? say["LeavingMailNothing"] : "").ToString();
    }

    /// <summary>One thing that stays: its name, how many, why.</summary>
    public static string LineOf(LeavingLeft left, Texts say)
    {
        var count = left.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"({left.Count})") : "";
        return string.Join(' ', new[] { left.Name, count, left.Why.In(say) }.Where(part => part.Length > 0));
    }

    private static string Time(DateTimeOffset at, Texts say) => at.ToString("f", say.Culture) + " UTC";
}
