using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;
using Tieline.Server.Leaving.Mail;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Leaving;

/// <summary>A real SMTP server on this machine, with a certificate of its own authority for localhost.</summary>
public sealed class MailServer : IAsyncDisposable
{
    public const string User = "tieline";
    public const string Password = "smtp-password-4713-do-not-leak";

    private readonly CancellationTokenSource _stop = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("tieline-mail-").FullName;
    private Task _running = Task.CompletedTask;

    public int Port { get; } = ServerUnderTest.FreePort();

    public string AuthorityFile => Path.Combine(_folder, "authority.pem");

    public ConcurrentQueue<MimeMessage> Received { get; } = new();

    /// <param name="hasTls">It offers STARTTLS.</param>
    /// <param name="isTlsAtOnce">It speaks TLS from the first byte.</param>
    /// <param name="needsSignIn">It takes mail from those who are signed in.</param>
    public static Task<MailServer> StartAsync(bool hasTls = true, bool isTlsAtOnce = false, bool needsSignIn = true)
    {
        var server = new MailServer();
        var certificate = server.NewCertificate();
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, server.Port)).AuthenticationRequired(needsSignIn).AllowUnsecureAuthentication(!hasTls).IsSecure(isTlsAtOnce);
            if (hasTls || isTlsAtOnce)
            {
                endpoint.Certificate(certificate);
            }
        }).Build();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add(new Store(server.Received));
        services.Add(new Doorman());
        services.Add((IUserAuthenticator)new Keeper());
        server._running = new SmtpServer.SmtpServer(options, services).StartAsync(server._stop.Token);
        return Task.FromResult(server);
    }

    /// <summary>Options that reach it.</summary>
    public MailOptions Options(Action<MailOptions>? change = null)
    {
        var options = new MailOptions { Host = "localhost", Port = Port, User = User, Password = Password, From = "tieline@nordlys.example", TrustedCertificate = AuthorityFile };
        change?.Invoke(options);
        return options;
    }

    /// <summary>A server that mails through this one.</summary>
    public TestWorldOptions World(string password = Password) => new()
    {
        Configure = builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Tieline:Mail:Host"] = "localhost", ["Tieline:Mail:Port"] = Port.ToString(System.Globalization.CultureInfo.InvariantCulture), ["Tieline:Mail:User"] = User,
            ["Tieline:Mail:Password"] = password, ["Tieline:Mail:From"] = "tieline@nordlys.example", ["Tieline:Mail:TrustedCertificate"] = AuthorityFile,
        }),
    };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(10)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private X509Certificate2 NewCertificate()
    {
        var from = TimeProvider.System.GetUtcNow().AddDays(-1);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Tieline test authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = authority.CreateSelfSigned(from, from.AddDays(10));
        File.WriteAllText(AuthorityFile, root.ExportCertificatePem());
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(root, from, from.AddDays(9), RandomNumberGenerator.GetBytes(8));
        return X509CertificateLoader.LoadPkcs12(signed.CopyWithPrivateKey(key).Export(X509ContentType.Pfx), null);
    }

    private sealed class Store(ConcurrentQueue<MimeMessage> received) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using var stream = new MemoryStream(buffer.ToArray());
            received.Enqueue(await MimeMessage.LoadAsync(stream, cancellationToken));
            return SmtpResponse.Ok;
        }
    }

    private sealed class Doorman : MailboxFilter
    {
        public override Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) => Task.FromResult(from.User != "stranger");

        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) => Task.FromResult(to.User != "nobody");
    }

    private sealed class Keeper : UserAuthenticator
    {
        public override Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken) => Task.FromResult(user == User && password == Password);
    }
}
