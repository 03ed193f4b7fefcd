using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tieline.Server.Intake;

internal sealed class RefusedSignatureRow
{
    public Guid TenantId { get; init; }
    public string PersonId { get; init; } = "";
    public long Times { get; init; }
    public long LastAt { get; init; }
}

internal sealed class RefusedSignatureTable : IEntityTypeConfiguration<RefusedSignatureRow>
{
    public void Configure(EntityTypeBuilder<RefusedSignatureRow> builder)
    {
        builder.ToTable("refused_signatures");
        builder.HasKey(row => new { row.TenantId, row.PersonId });
    }
}
