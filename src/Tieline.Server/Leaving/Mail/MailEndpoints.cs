using Tieline.Server.Connections.AdminDoors;
using Tieline.Server.Lightning;

namespace Tieline.Server.Leaving.Mail;

internal static class MailEndpoints
{
    private static readonly Texts English = Texts.For("en_US");

    public static void MapMailDoors(this WebApplication app) => app.MapPost("/admin/api/mail/test", TestAsync).RequireAuthorization(AdminKey.Scheme);

    private static async Task<IResult> TestAsync(Test asked, Mailer mailer, CancellationToken cancellationToken)
    {
        var outcome = await mailer.SendAsync(new Letter(asked.To ?? "", English["MailTestSubject"], English["MailTestText"]), cancellationToken);
        return outcome.IsSent
            ? Results.NoContent()
            : Results.Problem(
                outcome.In(English), statusCode: outcome.Problem == "MailErrAddress" ? StatusCodes.Status400BadRequest : StatusCodes.Status502BadGateway, title: "The test mail was not sent.");
    }

    internal sealed record Test(string? To);
}
