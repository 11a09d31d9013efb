"""What an editor would say of a document: findings by rule, each with a mend where there is one."""
