using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tieline.Server.Storage;

namespace Tieline.Server.Users;

internal sealed class AgentRow
{
    public Guid TenantId { get; init; }
    public Guid AgentId { get; init; }
    public string SalesforceUserId { get; init; } = "";
    public string? PersonId { get; set; }
    public string ProfileId { get; set; } = "";
    public string Name { get; set; } = "";
    public string Email { get; set; } = "";
    public string Country { get; set; } = "";
    public string Language { get; set; } = "";
    public bool IsActive { get; set; }
    public string FederationId { get; set; } = "";
    public long? NotUserSince { get; set; }
    public long ReadAt { get; set; }

    public Agent ToAgent() => new(
        AgentId, TenantId, SalesforceUserId, PersonId, Name, Email, Country, Language, IsActive, ProfileId, FederationId,
        NotUserSince is { } since ? Moment.FromMicroseconds(since) : null);
}

internal sealed class AgentTable : IEntityTypeConfiguration<AgentRow>
{
    public void Configure(EntityTypeBuilder<AgentRow> builder)
    {
        builder.ToTable("agents");
        builder.HasKey(row => new { row.TenantId, row.AgentId });
        builder.Property(row => row.FederationId).HasDefaultValue("");
        builder.HasIndex(row => new { row.TenantId, row.SalesforceUserId }).IsUnique();
        // One person is one agent, in one tenant.
        builder.HasIndex(row => row.PersonId).IsUnique();
    }
}
