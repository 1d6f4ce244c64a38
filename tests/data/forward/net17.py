import torch
import torch.nn as nn
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.l0 = nn.Conv3d(1, 2, (2, 2, 1), stride=2, padding=0)
        self.l1 = nn.Upsample(scale_factor=2, mode='nearest')
        self.l2 = nn.ConstantPad3d((0, 2, 0, 1, 1, 2), 0.5)
        self.l3 = nn.AvgPool3d(3, 2, padding=0)
        self.l4 = nn.Flatten()
        self.l5 = nn.Linear(72, 6)
        self.l6 = nn.Tanh()
        self.l7 = nn.Linear(6, 4)
        self.l8 = nn.LogSoftmax(dim=-1)

    def forward(self, x):
        x0 = self.l0(x)
        x1 = self.l1(x0)
        x2 = torch.tanh(x1)
        x3 = x2 + x1
        x4 = x3 * x2
        x5 = self.l2(x4)
        x6 = self.l3(x5)
        x7 = F.dropout(x6, 0.5, self.training)
        x8 = torch.cat([x6, x7], 1)
        x9 = self.l4(x8)
        x10 = self.l5(x9)
        x11 = self.l6(x10)
        x12 = self.l7(x11)
        x13 = self.l8(x12)
        return x13
