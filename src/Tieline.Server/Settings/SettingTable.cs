using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tieline.Server.Settings;

/// <summary>A value that somebody set. What is not here has its default.</summary>
internal sealed class SettingRow
{
    public Guid TenantId { get; init; }
    public string Key { get; init; } = "";
    public SettingReach Reach { get; init; }
    public string ScopeId { get; init; } = "";
    public string Value { get; set; } = "";

    public SettingScope Scope => new(Reach, ScopeId);
}

internal sealed class SettingTable : IEntityTypeConfiguration<SettingRow>
{
    public void Configure(EntityTypeBuilder<SettingRow> builder)
    {
        builder.ToTable("settings");
        builder.HasKey(row => new { row.TenantId, row.Key, row.Reach, row.ScopeId });
        builder.Ignore(row => row.Scope);
    }
}
