using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tieline.Server.Storage;

namespace Tieline.Server.Connections;

/// <summary>A tenant as stored; the columns named ...Sealed are readable with the key ring only.</summary>
internal sealed class TenantRow
{
    public Guid TenantId { get; init; }
    public string Name { get; set; } = "";
    public string DefaultCountry { get; set; } = "";
    public string HostOrigins { get; set; } = "";
    public string? SalesforceOrgId { get; set; }
    public string? SalesforceInstance { get; set; }
    public string SalesforceLogin { get; set; } = "";
    public string SalesforceConsumerKey { get; set; } = "";
    public string SalesforceConsumerSecretSealed { get; set; } = "";
    public string WebexApi { get; set; } = "";
    public string WebexClientId { get; set; } = "";
    public string WebexClientSecretSealed { get; set; } = "";
    public string LaunchSecretSealed { get; set; } = "";
    public long CreatedAt { get; init; }
    public string SalesforceWay { get; set; } = "";
    public string SalesforceUser { get; set; } = "";
    public string SalesforceCertificate { get; set; } = "";
    public string SalesforceKeySealed { get; set; } = "";
    public string ServiceAppClientId { get; set; } = "";
    public string ServiceAppSecretSealed { get; set; } = "";
    public string PersonalTokenPersonId { get; set; } = "";
    public string PersonalTokenName { get; set; } = "";
    public string PersonalTokenEmail { get; set; } = "";
    public string WebhooksProvedFor { get; set; } = "";
    public long? WebhooksProvedAt { get; set; }

    /// <summary>Since when it is leaving; null otherwise.</summary>
    public long? LeavingAt { get; set; }

    public Tenant ToTenant() => new(
        TenantId, Name, DefaultCountry, HostOrigins.Split(' ', StringSplitOptions.RemoveEmptyEntries), SalesforceOrgId, SalesforceInstance,
        SalesforceLogin, SalesforceConsumerKey, WebexApi, WebexClientId, Moment.FromMicroseconds(CreatedAt))
    {
        SalesforceWay = Enum.TryParse<SalesforceWay>(SalesforceWay, out var way) ? way : default,
        SalesforceUser = SalesforceUser,
        SalesforceCertificate = SalesforceCertificate,
        ServiceAppClientId = ServiceAppClientId,
        PersonalToken = PersonalTokenPersonId.Length == 0 ? null : new TokenOwner(PersonalTokenPersonId, PersonalTokenName, PersonalTokenEmail),
        WebhookProof = WebhooksProvedAt is { } at ? new WebhookProof(Moment.FromMicroseconds(at), WebhooksProvedFor) : null,
        IsLeaving = LeavingAt is not null,
    };
}

internal sealed class TenantTable : IEntityTypeConfiguration<TenantRow>
{
    public void Configure(EntityTypeBuilder<TenantRow> builder)
    {
        builder.ToTable("tenants");
        builder.HasKey(row => row.TenantId);
        // Tenants of an earlier version have none of these.
        foreach (var name in new[]
        {
            nameof(TenantRow.SalesforceWay), nameof(TenantRow.SalesforceUser), nameof(TenantRow.SalesforceCertificate), nameof(TenantRow.SalesforceKeySealed),
            nameof(TenantRow.ServiceAppClientId), nameof(TenantRow.ServiceAppSecretSealed), nameof(TenantRow.PersonalTokenPersonId),
            nameof(TenantRow.PersonalTokenName), nameof(TenantRow.PersonalTokenEmail), nameof(TenantRow.WebhooksProvedFor),
        })
        {
            builder.Property(name).HasDefaultValue("");
        }

        // An org belongs to one tenant: two would log each call twice.
        builder.HasIndex(row => row.SalesforceOrgId).IsUnique();
    }
}
