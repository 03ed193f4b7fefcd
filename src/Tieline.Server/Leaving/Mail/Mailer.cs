using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Tieline.Server.Leaving.Mail;

/// <summary>Sends mails through the operator's own server. What goes wrong is an outcome in words, never an exception.</summary>
internal sealed partial class Mailer(MailOptions options, ILogger<Mailer> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<MailOutcome> SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        var outcome = options.Host.Length == 0 ? new MailOutcome("MailErrNotSetUp")
            : !MailAddresses.IsOne(letter.To) ? new MailOutcome("MailErrAddress")
            : options is { User.Length: > 0, Tls: "none" } && !IsThisMachine(options.Host) ? new MailOutcome("MailErrInClear")
            : await TryAsync(letter, cancellationToken);
        if (!outcome.IsSent)
        {
            Log.NotSent(logger, outcome.Problem!);
        }

        return outcome;
    }

    private async Task<MailOutcome> TryAsync(Letter letter, CancellationToken cancellationToken)
    {
        var isConnected = false;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var client = new SmtpClient();
            client.ServerCertificateValidationCallback = options.TrustedCertificate.Length > 0 ? (_, certificate, _, errors) => IsTrusted(certificate, errors) : null;
            client.CheckCertificateRevocation = options.TrustedCertificate.Length == 0;
            await client.ConnectAsync(options.Host, options.Port, SecurityOf(options.Tls), patience.Token);
            isConnected = true;
            if (options.User.Length > 0)
            {
                await client.AuthenticateAsync(options.User, options.Password, patience.Token);
            }

            await client.SendAsync(MessageOf(letter), patience.Token);
            await client.DisconnectAsync(quit: true, patience.Token);
            return MailOutcome.Sent;
        }
        catch (Exception problem) when (OutcomeOf(problem, isConnected) is { } outcome && !cancellationToken.IsCancellationRequested)
        {
            return outcome;
        }
    }

    private static MailOutcome? OutcomeOf(Exception problem, bool isConnected) => problem switch
    {
        AuthenticationException => new MailOutcome("MailErrSignIn"),
        SslHandshakeException => new MailOutcome("MailErrCertificate"),
        NotSupportedException => new MailOutcome(isConnected ? "MailErrSignIn" : "MailErrNoStartTls"), // It offers no sign-in, or no STARTTLS.
        ServiceNotAuthenticatedException => new MailOutcome("MailErrSignInNeeded"),
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } refused => new MailOutcome("MailErrRecipient", refused.Message),
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } refused => new MailOutcome("MailErrSender", refused.Message),
        SmtpCommandException refused => new MailOutcome("MailErrRefused", refused.Message),
        SocketException or IOException or SmtpProtocolException or OperationCanceledException => new MailOutcome("MailErrNoAnswer", problem is OperationCanceledException ? "" : problem.Message),
        _ => null,
    };

    private MimeMessage MessageOf(Letter letter)
    {
        var message = new MimeMessage { Subject = string.Concat(letter.Subject.Select(sign => char.IsControl(sign) ? ' ' : sign)), Body = new TextPart("plain") { Text = letter.Text } };
        message.From.Add(new MailboxAddress("Tieline", options.From));
        message.To.Add(MailboxAddress.Parse(letter.To));
        message.Headers.Add("Auto-Submitted", "auto-generated"); // So that nobody's absence note answers.
        return message;
    }

    private static SecureSocketOptions SecurityOf(string tls) => tls switch
    {
        "tls" => SecureSocketOptions.SslOnConnect,
        "none" => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    // The name must fit all the same: only the authority is trusted beyond those that the machine knows.
    private bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(options.TrustedCertificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate as X509Certificate2 ?? new X509Certificate2(certificate));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A mail was not sent: {Problem}")]
        public static partial void NotSent(ILogger logger, string problem);
    }
}
