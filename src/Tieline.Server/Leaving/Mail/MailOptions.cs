namespace Tieline.Server.Leaving.Mail;

/// <summary>The mail server that reports go through; configuration section <c>Tieline:Mail</c>. The password is never stored: it comes from the environment or the configuration.</summary>
public sealed class MailOptions
{
    /// <summary>Name or address of the server; empty: no mail is sent.</summary>
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary><c>starttls</c> (a must, not a wish), <c>tls</c> from the first byte (port 465), or <c>none</c>.</summary>
    public string Tls { get; set; } = "starttls";

    /// <summary>Empty: no sign-in.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>The address that mails come from.</summary>
    public string From { get; set; } = "";

    /// <summary>A file with the certificate (PEM) of the authority that signed the server's own, for one that machines do not know.</summary>
    public string TrustedCertificate { get; set; } = "";

    public override string ToString() => $"mail by {Host}:{Port} (secret hidden)";

    /// <exception cref="InvalidOperationException">A setting makes no sense; says which.</exception>
    public static MailOptions Of(IConfiguration configuration)
    {
        var options = configuration.GetSection("Tieline:Mail").Get<MailOptions>() ?? new MailOptions();
        return options.Tls is not ("starttls" or "tls" or "none") ? throw new InvalidOperationException("TIELINE_SMTP_TLS must be starttls, tls or none.")
            : options.Port is < 1 or > 65535 ? throw new InvalidOperationException("TIELINE_SMTP_PORT must be a port from 1 to 65535.")
            : options.Host.Length > 0 && !MailAddresses.IsOne(options.From) ? throw new InvalidOperationException("TIELINE_SMTP_FROM must be the one address that mails come from.")
            : options.TrustedCertificate.Length > 0 && !File.Exists(options.TrustedCertificate) ? throw new InvalidOperationException($"TIELINE_SMTP_CERTIFICATE names {options.TrustedCertificate}, which is no file.")
            : options;
    }
}
