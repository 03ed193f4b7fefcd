using Tieline.Server.Admin.AuditPages;
using Tieline.Server.Audit;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Lightning;

namespace Tieline.Server.Tests.Admin;

/// <summary>What the audit trail holds of our own words, as a Dane reads it.</summary>
public class AuditWordsTests
{
    private static readonly Texts Danish = Texts.For("da");

    [Theory]
    [InlineData("connection", "name", "Nordlys", "Navn i Tieline", "Nordlys")]
    [InlineData("secret", "webex.clientSecret", "", "Webex: Klienthemmelighed (Client Secret)", "")]
    [InlineData("webhooks", "proof", "https://t.example", "En webhooks besked kom frem", "https://t.example")]
    [InlineData("delivery", "call-log abc", "Dead", "call-log abc", "Opgivet")]
    [InlineData("launchKey", "00D000000000001AAA", "leaked", "00D000000000001AAA", "Lækket; skal straks erstattes")]
    [InlineData("launchKey", "00D000000000001AAA", "a00000000000001AAA", "00D000000000001AAA", "a00000000000001AAA")]
    [InlineData("erasure", "customer", "12 rows", "En kunde", "12 rækker")]
    [InlineData("leaving", "Webhooks", "skipped", "Fjern webhooks hos Webex", "Udeladt")]
    [InlineData("doctor", "erased", "x", "erased", "x")]
    [InlineData("role", "Ann Berg (005000000000001AAA)", "Webex User", "Ann Berg (005000000000001AAA)", "Webex User")]
    public void Subjects_and_values(string what, string subject, string value, string saidSubject, string saidValue)
    {
        var change = new AuditEvent(what, subject, null, value);
        Assert.Equal((saidSubject, saidValue), (AuditWords.Subject(change, Danish), AuditWords.Value(change, value, Danish)));
    }

    [Fact]
    public void Who_did_it() => Assert.Equal(
        ["Administratornøgle", "Indstillingsfil", "Ann Berg"],
        new[] { Actor.AdminKey, Actor.ConfigFile, new Actor("Ann Berg", "005000000000001AAA") }.Select(who => AuditWords.Who(who, Danish)));

    [Fact]
    public void Every_field_of_a_connection_has_its_word() => Assert.Empty(TenantField.All.Select(field => field.Name).Except(AuditWords.Known));
}
