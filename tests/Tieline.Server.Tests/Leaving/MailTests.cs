using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using Tieline.Server.Leaving.Mail;
using Tieline.Server.Lightning;

namespace Tieline.Server.Tests.Leaving;

/// <summary>Mail through a real SMTP server: it arrives, or the reason is said in words.</summary>
public class MailTests
{
    private const string It = "it@nordlys.example";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_mail_goes_over_TLS_and_arrives_as_it_was_written(bool atOnce)
    {
        await using var server = await MailServer.StartAsync(isTlsAtOnce: atOnce);
        Assert.Equal((null, ""), await SendAsync(server.Options(options => options.Tls = atOnce ? "tls" : "starttls"), new Letter(It, "Æblegrød", "Linje 1\nÅ 2")));
        var mail = Assert.Single(server.Received);
        Assert.Equal(("Æblegrød", It, "tieline@nordlys.example"), (mail.Subject, mail.To.Mailboxes.Single().Address, mail.From.Mailboxes.Single().Address));
        Assert.Equal("Linje 1\nÅ 2", mail.TextBody!.Replace("\r", "", StringComparison.Ordinal).TrimEnd('\n'));
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
    }

    [Theory]
    [InlineData("wrong password", "MailErrSignIn")]
    [InlineData("no sign-in", "MailErrSignInNeeded")]
    [InlineData("unknown authority", "MailErrCertificate")]
    [InlineData("another name", "MailErrCertificate")]
    [InlineData("tls on a starttls port", "MailErrCertificate")]
    [InlineData("recipient", "MailErrRecipient")]
    [InlineData("sender", "MailErrSender")]
    [InlineData("nobody there", "MailErrNoAnswer")]
    [InlineData("not set up", "MailErrNotSetUp")]
    public async Task Each_refusal_has_its_sentence(string trouble, string problem)
    {
        await using var server = await MailServer.StartAsync();
        var options = server.Options(options => _ = trouble switch
        {
            "wrong password" => options.Password = "wrong",
            "no sign-in" => options.User = "",
            "unknown authority" => options.TrustedCertificate = "",
            "another name" => options.Host = "127.0.0.1",
            "tls on a starttls port" => options.Tls = "tls",
            "sender" => options.From = "stranger@nordlys.example",
            "not set up" => options.Host = "",
            _ => "",
        });
        options.Port = trouble == "nobody there" ? 9 : options.Port;
        var (said, sentence) = await SendAsync(options, new Letter(trouble == "recipient" ? "nobody@nordlys.example" : It, "s", "t"));
        Assert.Equal(problem, said);
        Assert.NotEqual(problem, sentence);
        Assert.DoesNotContain(MailServer.Password, sentence, StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_neither_password_nor_mail()
    {
        await using var server = await MailServer.StartAsync(hasTls: false);
        Assert.Equal("MailErrNoStartTls", (await SendAsync(server.Options(), new Letter(It, "s", "t"))).Problem);
        Assert.Null((await SendAsync(server.Options(options => options.Tls = "none"), new Letter(It, "s", "t"))).Problem);
        Assert.Equal("MailErrInClear", (await SendAsync(server.Options(options => (options.Tls, options.Host) = ("none", "mail.example")), new Letter(It, "s", "t"))).Problem);
        Assert.Single(server.Received);
    }

    [Theory]
    [InlineData("it@nordlys.example\r\nBcc: all@nordlys.example")]
    [InlineData("it@nordlys.example, all@nordlys.example")]
    [InlineData("It <it@nordlys.example>")]
    [InlineData("it@nordlys.example ")]
    [InlineData("it")]
    [InlineData("")]
    public async Task What_is_not_one_address_gets_no_mail(string to)
    {
        await using var server = await MailServer.StartAsync();
        Assert.Equal("MailErrAddress", (await SendAsync(server.Options(), new Letter(to, "s", "t"))).Problem);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task A_subject_cannot_add_a_header()
    {
        await using var server = await MailServer.StartAsync();
        Assert.Null((await SendAsync(server.Options(), new Letter(It, "Left: A\r\nBcc: all@nordlys.example", "t"))).Problem);
        var mail = Assert.Single(server.Received);
        Assert.Empty(mail.Bcc);
        Assert.Null(mail.Headers[HeaderId.Bcc]);
        Assert.Equal("Left: A  Bcc: all@nordlys.example", mail.Subject);
    }

    private static async Task<(string? Problem, string Sentence)> SendAsync(MailOptions options, Letter letter)
    {
        var outcome = await new Mailer(options, NullLogger<Mailer>.Instance).SendAsync(letter, TestContext.Current.CancellationToken);
        return (outcome.Problem, outcome.In(Texts.For("en_US")));
    }
}
