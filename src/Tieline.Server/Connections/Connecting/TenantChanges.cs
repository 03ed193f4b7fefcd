using System.Buffers.Text;
using System.Security.Cryptography;
using Tieline.Server.Audit;
using Tieline.Server.Connections.Secrets;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Connections.Connecting;

/// <summary>Makes tenants and changes what is known of them. Each change stands in the audit trail; of a secret only that it was changed.</summary>
internal sealed class TenantChanges(Tenants tenants, SecretBox secrets, Clock clock)
{
    public const string WebexCloud = "https://webexapis.com/v1";

    /// <summary>A tenant of which nothing is known yet but its org's address.</summary>
    public async Task<Tenant> AddAsync(string name, MyDomain domain, string country, Actor who, CancellationToken cancellationToken)
    {
        var tenant = new Tenant(Guid.CreateVersion7(clock.UtcNow), name.Trim(), country.ToUpperInvariant(), domain.Origins, null, null, domain.Login, "", WebexCloud, "", clock.UtcNow);
        await tenants.AddAsync(tenant, new TenantSecrets("", "", NewLaunchSecret()), who, cancellationToken);
        return tenant;
    }

    public static string NewLaunchSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Writes a change that has no <see cref="TenantChange.Problems"/>. False when there is no such tenant.</summary>
    public Task<bool> WriteAsync(Guid tenantId, TenantChange change, Actor who, CancellationToken cancellationToken) =>
        tenants.ChangeAsync(tenantId, who, row => Apply(row, change), cancellationToken);

    /// <summary>Pure: whether such an entry can be taken back.</summary>
    public static bool CanUndo(AuditEvent change) => change.What == ConnectionAudit.Field && TenantField.All.Any(field => field.Name == change.Subject && field.CanUndo);

    /// <summary>Puts back what a field held before an entry of the trail. False when it was taken back before, or the field has been changed since.</summary>
    public async Task<bool> UndoAsync(Guid tenantId, AuditEntry entry, Actor who, CancellationToken cancellationToken) =>
        CanUndo(entry.Event) && await tenants.UndoAsync(tenantId, entry, TenantField.Named(entry.Event.Subject), who, cancellationToken);

    /// <summary>Gives the server a new key to sign in to Salesforce with. It counts as soon as Salesforce takes it; until then the former one does. Null when there is no such tenant.</summary>
    public async Task<string?> NewKeyAsync(Guid tenantId, Actor who, CancellationToken cancellationToken)
    {
        var pair = KeyPair.Make(clock.UtcNow);
        var isDone = await tenants.ChangeAsync(
            tenantId, who,
            row =>
            {
                var former = row.SalesforceKeySealed.Length == 0 ? "" : secrets.Open(tenantId, TenantSecretPurposes.SalesforceKey, row.SalesforceKeySealed);
                row.SalesforceKeySealed = secrets.Seal(tenantId, TenantSecretPurposes.SalesforceKey, pair.With(former));
                row.SalesforceCertificate = pair.Certificate;
                return [Secret("salesforce.key")];
            },
            cancellationToken);
        return isDone ? pair.Certificate : null;
    }

    /// <summary>Notes whose personal access token is kept; null: none any more.</summary>
    public Task<bool> NoteTokenOwnerAsync(Guid tenantId, TokenOwner? owner, Actor who, CancellationToken cancellationToken) =>
        tenants.ChangeAsync(
            tenantId, who,
            row =>
            {
                var before = row.PersonalTokenEmail;
                (row.PersonalTokenPersonId, row.PersonalTokenName, row.PersonalTokenEmail) = (owner?.PersonId ?? "", owner?.Name ?? "", owner?.Email ?? "");
                return [new AuditEvent(ConnectionAudit.Secret, "webex.personalToken", OrNull(before), owner?.Email)];
            },
            cancellationToken);

    /// <summary>Notes that a delivery from Webex arrived at this public address.</summary>
    public Task<bool> NoteProofAsync(Guid tenantId, string address, Actor who, CancellationToken cancellationToken) =>
        tenants.ChangeAsync(
            tenantId, who,
            row =>
            {
                (row.WebhooksProvedAt, row.WebhooksProvedFor) = (Moment.ToMicroseconds(clock.UtcNow), address);
                return [new AuditEvent(ConnectionAudit.Webhooks, "proof", null, address)];
            },
            cancellationToken);

    /// <summary>Notes a deed that changes no field.</summary>
    public Task<bool> NoteAsync(Guid tenantId, AuditEvent deed, Actor who, CancellationToken cancellationToken) =>
        tenants.ChangeAsync(tenantId, who, _ => [deed], cancellationToken);

    private IEnumerable<AuditEvent> Apply(TenantRow row, TenantChange change)
    {
        var noted = new List<AuditEvent>();
        void Set(string subject, string? after)
        {
            var field = TenantField.Named(subject);
            var before = field.Get(row);
            if (after is not null && after != before)
            {
                field.Put(row, after);
                noted.Add(new AuditEvent(ConnectionAudit.Field, subject, OrNull(before), OrNull(after)));
            }
        }

        void SetSecret(string subject, string purpose, string? after, Action<string> put)
        {
            if (after is not null)
            {
                put(secrets.Seal(row.TenantId, purpose, after.Trim()));
                noted.Add(Secret(subject));
            }
        }

        Set("name", change.Name?.Trim());
        Set("defaultCountry", change.DefaultCountry?.ToUpperInvariant());
        Set(TenantField.HostOrigins, change.HostOrigins is { } origins ? string.Join(' ', origins.Select(origin => origin.TrimEnd('/')).Distinct()) : null);
        Set("salesforce.way", change.Salesforce?.Way);
        Set("salesforce.loginUrl", change.Salesforce?.LoginUrl is { } login ? TenantFields.LoginOf(login) : null);
        Set("salesforce.consumerKey", change.Salesforce?.ConsumerKey?.Trim());
        Set("salesforce.userName", change.Salesforce?.UserName?.Trim());
        SetSecret("salesforce.consumerSecret", TenantSecretPurposes.Salesforce, change.Salesforce?.ConsumerSecret, value => row.SalesforceConsumerSecretSealed = value);
        Set("webex.apiBase", change.Webex?.ApiBase?.TrimEnd('/'));
        Set("webex.clientId", change.Webex?.ClientId?.Trim());
        SetSecret("webex.clientSecret", TenantSecretPurposes.Webex, change.Webex?.ClientSecret, value => row.WebexClientSecretSealed = value);
        Set("serviceApp.clientId", change.ServiceApp?.ClientId?.Trim());
        SetSecret("serviceApp.clientSecret", TenantSecretPurposes.ServiceApp, change.ServiceApp?.ClientSecret, value => row.ServiceAppSecretSealed = value);
        return noted;
    }

    private static AuditEvent Secret(string subject) => new(ConnectionAudit.Secret, subject, null, null);

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
