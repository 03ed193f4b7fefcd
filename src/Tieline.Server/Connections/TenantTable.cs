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

    /// <summary>Since when it is leaving; null otherwise.</summary>
    public long? LeavingAt { get; set; }

    public Tenant ToTenant() => new(
        TenantId, Name, DefaultCountry, HostOrigins.Split(' ', StringSplitOptions.RemoveEmptyEntries), SalesforceOrgId, SalesforceInstance,
        SalesforceLogin, SalesforceConsumerKey, WebexApi, WebexClientId, Moment.FromMicroseconds(CreatedAt))
    {
        IsLeaving = LeavingAt is not null,
    };
}

internal sealed class TenantTable : IEntityTypeConfiguration<TenantRow>
{
    public void Configure(EntityTypeBuilder<TenantRow> builder)
    {
        builder.ToTable("tenants");
        builder.HasKey(row => row.TenantId);
        // An org belongs to one tenant: two would log each call twice.
        builder.HasIndex(row => row.SalesforceOrgId).IsUnique();
    }
}
