using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tieline.Server.Audit;

internal sealed class AuditRow
{
    public Guid TenantId { get; init; }
    public Guid EntryId { get; init; }
    public long At { get; init; }
    public string Who { get; init; } = "";
    public string WhoId { get; init; } = "";
    public string What { get; init; } = "";
    public string Subject { get; init; } = "";
    public string? Before { get; init; }
    public string? After { get; init; }
    public Guid? UndoOf { get; init; }
}

internal sealed class AuditTable : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("audit_entries");
        builder.HasKey(row => new { row.TenantId, row.EntryId });
        // One undoing of each.
        builder.HasIndex(row => new { row.TenantId, row.UndoOf }).IsUnique();
    }
}
